namespace Processing.UnitTests.Generators;

/// <summary>The surface of the library that the generators look for, small enough to compile in every test.</summary>
internal static class ProcessingStubs
{
    public const string Host = """
        namespace Processing.Messaging
        {
            public static class ProcessingHost
            {
                public static void FreezeSupport() { }
                public static void OnModuleInitialized(bool callsFreezeSupport) { }
            }
        }
        """;

    public const string Entries = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        namespace Processing.Messaging
        {
            [AttributeUsage(AttributeTargets.Parameter)]
            public sealed class ProcessEntryAttribute : Attribute { }

            public sealed class ChildProcess
            {
                public static ChildProcess Start([ProcessEntry] Action entry) => new ChildProcess();
                public static ChildProcess Start<T>([ProcessEntry] Action<T> entry, T argument) => new ChildProcess();
                public static Task<TResult> RunAsync<TResult>([ProcessEntry] Func<TResult> entry) => Task.FromResult(entry());
                public static Task<TResult> RunAsync<T, TResult>([ProcessEntry] Func<T, TResult> entry, T argument) => Task.FromResult(entry(argument));
                public void OnExit(Action callback) { }
            }

            public sealed class Pool
            {
                public TResult[] Map<T, TResult>([ProcessEntry] Func<T, TResult> entry, IEnumerable<T> items) => Array.Empty<TResult>();
            }
        }
        """;
}
