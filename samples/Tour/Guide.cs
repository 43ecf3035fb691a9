namespace Tour;

/// <summary>Shows the examples one after the other.</summary>
internal static class Guide
{
    /// <summary>Prints title and output of each. With <paramref name="check"/> the outputs are compared; the result is the exit code.</summary>
    public static async Task<int> ShowAsync(IEnumerable<Example> examples, bool check)
    {
        int different = 0;
        foreach (Example example in examples)
        {
            Console.WriteLine($"# {example.Title}");
            using var output = new StringWriter { NewLine = "\n" };
            await example.Run(output);
            string printed = output.ToString().TrimEnd('\n');
            Console.WriteLine(printed);
            if (check && printed != example.Expected)
            {
                different++;
                Console.Error.WriteLine($"{example.Title}: expected\n{example.Expected}\nbut it printed\n{printed}");
            }

            Console.WriteLine();
        }

        return different == 0 ? 0 : 1;
    }
}
