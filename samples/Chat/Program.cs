using System.CommandLine;
using System.Runtime.InteropServices;
using Chat;

// A room for everybody who has the key. Nothing but the key is agreed on: TLS makes its own certificates, and the key vouches for them.
var address = new Argument<string>("ADDRESS") { Description = "Where the room is, such as tls://127.0.0.1:7000." };
var keyFile = new Option<FileInfo>("--key-file") { Description = "The file that holds the key, of at least 16 bytes.", Required = true };
var name = new Option<string>("--name") { Description = "What the others see before your lines.", Required = true };

var newKey = new Command("new-key", "Makes a key and writes it to a new file that only you can read.") { keyFile };
newKey.SetAction(result => Guard.Run(() => KeyFile.Create(result.GetRequiredValue(keyFile))));

var serve = new Command("serve", "Opens a room.") { address, keyFile };
serve.SetAction((result, stop) => Guard.RunAsync(() => new Room().RunAsync(
    result.GetRequiredValue(address), KeyFile.Read(result.GetRequiredValue(keyFile)), stop)));

var join = new Command("join", "Enters a room: your lines go to the others, and theirs come here.") { address, keyFile, name };
join.SetAction((result, stop) => Guard.RunAsync(() => Visitor.RunAsync(
    result.GetRequiredValue(address), KeyFile.Read(result.GetRequiredValue(keyFile)), result.GetRequiredValue(name), stop)));

// Ctrl+C is an ordinary end here, with exit code 0, so it is not left to the parser.
using var interrupted = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
{
    signal.Cancel = true;
    interrupted.Cancel();
});
return await new RootCommand("A chat over TLS among those who have one key.") { newKey, serve, join }.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, interrupted.Token);
