using System.Reflection;
using Processing.TestSupport;

namespace Processing.UnitTests.PublicApi;

/// <summary>What users can see is listed in docs/api; a change to a list is a decision, not a side effect.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Processing.Shared")]
    [InlineData("Processing.Messaging")]
    [InlineData("Processing.Sync")]
    public void Surface_OfAssembly_IsTheCommittedOne(string assembly)
    {
        string actual = PublicApiText.Write(Assembly.Load(assembly));
        string file = ApiFile.PathOf(assembly);
        if (Environment.GetEnvironmentVariable(ApiFile.AcceptVariable) == "1")
        {
            File.WriteAllText(file, actual);
        }

        var changes = ApiFile.Compare(File.Exists(file) ? File.ReadAllText(file) : "", actual);
        Assert.True(
            changes.Count == 0,
            $"""
            The public surface of {assembly} is not the one in docs/api/{assembly}.txt:
            {string.Join('\n', changes)}
            If the change is meant, accept it with {ApiFile.AcceptVariable}=1 dotnet test tests/unit --filter PublicApiTests, and commit the file.
            """);
    }

    [Fact]
    public void Compare_ChangedMember_ShowsBothSidesWithTheirType()
        => Assert.Equal(
            ["+ class A | public int Size { get; set; }", "- class A | public int Size { get; }", "+ class B"],
            ApiFile.Compare("class A\n    public int Size { get; }\n", "class A\n    public int Size { get; set; }\n\nclass B\n")
                .OrderBy(line => line[2..], StringComparer.Ordinal));

    [Fact]
    public void Compare_SameMemberMovedToAnotherType_IsAChange()
        => Assert.Equal(
            ["- class A | void M()", "+ class B | void M()"],
            ApiFile.Compare("class A\n    void M()\n\nclass B\n", "class A\n\nclass B\n    void M()\n"));

    [Fact]
    public void Write_EveryKindOfMember_HasItsLine() => Assert.Equal(
        """
        public enum Processing.UnitTests.PublicApi.ApiSample.Color : byte
            Blue = 7
            Red = 0
        """,
        PublicApiText.Write([typeof(ApiSample.Color)]).TrimEnd());

    [Fact]
    public void Write_ClassMembers_ShowSignaturesNullabilityAndConstants() => Assert.Equal(
        """
        public abstract class Processing.UnitTests.PublicApi.ApiSample : IDisposable
            protected ApiSample(string? name)
            protected abstract void Step()
            public const int Limit = 253
            public event EventHandler? Changed
            public static T Find<T>(in int key, out string? found, List<string?> names, params int[] rest) where T : class, new()
            public string? Name { get; }
            public int? Count { get; init; }
            public string this[int index] { get; }
            public virtual void Dispose()
            public void Wait(TimeSpan? limit = default, bool strict = true, string text = "x")
        """.Split('\n').Order(StringComparer.Ordinal),
        PublicApiText.Write([typeof(ApiSample)]).TrimEnd().Split('\n').Order(StringComparer.Ordinal));
}
