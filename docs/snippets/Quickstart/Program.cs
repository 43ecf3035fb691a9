using System.Security.Cryptography;

// Run a function in another process and await its result. It dies alone, it can be killed, and it has memory of its own.
int answer = await ChildProcess.RunAsync(static n => Fibonacci(n), 30);
Console.WriteLine(answer);                                          // 832040

// Compose processes by passing connections.
var (mine, theirs) = Pipe.Create();
await using var squarer = ChildProcess.Start(
    static connection => { while (connection.TryReceive(out int n)) { connection.Send(n * n); } }, theirs);
mine.Send(7);
Console.WriteLine(mine.Receive<int>());                             // 49

// Keep workers, and give them everything there is to do.
await using var pool = new Pool(4);
int[] squares = await pool.MapAsync(static x => x * x, Enumerable.Range(0, 10));
Console.WriteLine(string.Join(' ', squares));                       // 0 1 4 9 16 25 36 49 64 81

await foreach (string hash in pool.ImapAsync(Sha256, ["one", "two", "three"]))
{
    Console.WriteLine(hash[..8]);                                   // 7692c3ad 3fc4ccfe 8b5b9db0
}

// Count together: one number in shared memory, with its lock.
using var counter = new SharedValue<int>();
await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => pool.RunAsync(
    static shared => { shared.Update(static n => n + 1); }, counter)));
Console.WriteLine(counter.Value);                                   // 4

static int Fibonacci(int n) => n < 2 ? n : Fibonacci(n - 1) + Fibonacci(n - 2);

static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
