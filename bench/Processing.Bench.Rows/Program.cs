using Processing.Bench.Common;
using Processing.Bench.Rows;

if (args is not [var row] || !RowPrograms.All.TryGetValue(row, out Func<double>? measure))
{
    await Console.Error.WriteLineAsync($"Usage: Rows <row>, where row is one of {string.Join(", ", RowPrograms.All.Keys)}");
    return 1;
}

Measure.Report(measure());
return 0;
