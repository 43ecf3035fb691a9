using System.CommandLine;
using System.Runtime.InteropServices;
using Processing.Bench;

// Our own handlers: a run that is stopped first kills what it has started, however long that takes.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var invocation = new InvocationConfiguration { ProcessTerminationTimeout = null };
return await BenchCommand.Create().Parse(args).InvokeAsync(invocation, stop.Token);
