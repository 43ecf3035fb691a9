using System.CommandLine;
using System.Runtime.InteropServices;
using PythonPeer;

// Talks to Python programs: python/client.py and python/listener.py beside this file are the other ends.
var address = new Argument<string>("ADDRESS") { Description = "tcp://127.0.0.1:PORT or unix:PATH." };
var keyFile = new Option<FileInfo>("--key-file") { Description = "The file that holds the key, of at least 16 bytes.", Required = true };
var allowMd5 = new Option<bool>("--allow-legacy-md5") { Description = "Also talk to CPython before 3.12, which proves its key with MD5." };
var count = new Option<int?>("--count") { Description = "End after so many clients; without it, at Ctrl+C.", HelpName = "N" };
var text = new Option<string>("--send") { Description = "What to send.", HelpName = "TEXT", Required = true };

var listen = new Command("listen", "Echoes every message of every client.") { address, keyFile, allowMd5, count };
listen.SetAction((result, stop) => Guard.RunAsync(() => EchoServer.RunAsync(
    result.GetRequiredValue(address),
    KeyFile.Read(result.GetRequiredValue(keyFile)),
    result.GetValue(allowMd5),
    result.GetValue(count),
    stop)));

var connect = new Command("connect", "Sends one message and prints the reply.") { address, keyFile, allowMd5, text };
connect.SetAction((result, stop) => Guard.RunAsync(() => EchoClient.RunAsync(
    result.GetRequiredValue(address),
    KeyFile.Read(result.GetRequiredValue(keyFile)),
    result.GetValue(allowMd5),
    result.GetRequiredValue(text),
    stop)));

var command = new RootCommand("Exchanges bytes with multiprocessing.connection of CPython.") { listen, connect };
// Ctrl+C is an ordinary end here, with exit code 0, so it is not left to the parser.
using var interrupted = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    interrupted.Cancel();
});
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interrupted.Token);
