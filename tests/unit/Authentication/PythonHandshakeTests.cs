using System.Text;
using Processing.Messaging;
using static Processing.UnitTests.Authentication.HandshakeWire;

namespace Processing.UnitTests.Authentication;

public sealed class PythonHandshakeTests
{
    private static readonly AuthKey s_key = AuthKey.FromText("a key that both of them hold");
    private static readonly AuthKey s_otherKey = AuthKey.FromText("a key that only one of them holds");
    private static readonly byte[] s_failure = Frame("#FAILURE#"u8);
    private static readonly byte[] s_welcome = Frame("#WELCOME#"u8);

    public static TheoryData<string, int> Digests => new()
    {
        { "md5", 21 }, { "sha256", 40 }, { "sha384", 56 }, { "sha3_256", 42 }, { "sha3_384", 58 },
    };

    [Fact]
    public void HashData_Md5_FitsThePublishedVector()
    {
        // RFC 2202, test case 1.
        byte[] mac = PythonDigest.Md5.HashData(new AuthKey(Enumerable.Repeat((byte)0x0b, 16).ToArray()), "Hi There"u8);
        Assert.Equal("9294727A3638BB1C13F48EF8158BFC9D", Convert.ToHexString(mac));
    }

    [Fact]
    public void Run_SameKey_SpeaksTheModernDialect()
    {
        var (client, listener) = (Client(), Listener());
        var said = Run(client, listener);
        Assert.Equal((HandshakeState.Succeeded, HandshakeState.Succeeded), (client.State, listener.State));
        Assert.Equal(120, said.Where(part => part.FromClient).Sum(part => part.Bytes.Length));
        Assert.Equal(120, said.Where(part => !part.FromClient).Sum(part => part.Bytes.Length));
    }

    [Fact]
    public void Run_DifferentKeys_FailsOnBothSides()
    {
        var (client, listener) = (Client(key: s_otherKey), Listener());
        Run(client, listener);
        Assert.Equal(AuthenticationFailure.WrongKey, listener.Failure.Reason);
        Assert.Equal(AuthenticationFailure.Refused, client.Failure.Reason);
    }

    [Fact]
    public void Run_SecondKeyOfTheListener_IsAcceptedAndAnsweredWith()
    {
        var client = Client(key: s_otherKey);
        var listener = new PythonHandshake([s_key, s_otherKey], isListener: true, allowLegacyMd5: false);
        Run(client, listener);
        Assert.Equal((HandshakeState.Succeeded, HandshakeState.Succeeded), (client.State, listener.State));
    }

    [Fact]
    public void Advance_LegacyListener_IsAnsweredWithBareMd5()
    {
        // As CPython 3.11 does it: 31, 16, 9, 59, 16, 9 bytes.
        var client = Client(allowMd5: true);
        byte[] challenge = Encoding.ASCII.GetBytes("{sha256}and 12 bytes"); // 20 bytes are the old dialect, whatever they say
        byte[] answer = Feed(client, Frame([.. "#CHALLENGE#"u8, .. challenge]));
        Assert.Equal(Frame(PythonDigest.Md5.HashData(s_key, challenge)), answer);
        byte[] back = Feed(client, s_welcome);
        Assert.Equal(4 + 59, back.Length);
        Assert.Equal(s_welcome, Feed(client, Frame(PythonDigest.Md5.HashData(s_key, back.AsSpan(4 + 11)))));
        Assert.Equal(HandshakeState.Succeeded, client.State);
    }

    [Fact]
    public void Advance_LegacyClient_IsTakenWithMd5Allowed()
    {
        var listener = Listener(allowMd5: true);
        byte[] challenge = Start(listener);
        Assert.Equal(s_welcome, Feed(listener, Frame(PythonDigest.Md5.HashData(s_key, challenge.AsSpan(4 + 11)))));
        Assert.Equal(4 + 16, Feed(listener, Frame([.. "#CHALLENGE#"u8, .. new byte[20]])).Length);
        Feed(listener, s_welcome);
        Assert.Equal(HandshakeState.Succeeded, listener.State);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Advance_Md5AnswerToAStrictEnd_IsRefused(bool isBare)
    {
        var listener = Listener();
        byte[] mac = PythonDigest.Md5.HashData(s_key, Start(listener).AsSpan(4 + 11));
        Assert.Equal(s_failure, Feed(listener, Frame(isBare ? mac : [.. "{md5}"u8, .. mac])));
        Assert.Equal(AuthenticationFailure.WeakDigest, listener.Failure.Reason);
    }

    [Theory]
    [InlineData("twenty bytes exactly")]
    [InlineData("{md5}and enough other bytes")]
    public void Advance_Md5ChallengeToAStrictEnd_IsNotAnswered(string challenge)
    {
        var client = Client();
        Assert.Empty(Feed(client, Frame([.. "#CHALLENGE#"u8, .. Encoding.ASCII.GetBytes(challenge)])));
        Assert.Equal(AuthenticationFailure.WeakDigest, client.Failure.Reason);
    }

    [Theory]
    [MemberData(nameof(Digests))]
    public void Advance_ChallengeNamesADigest_IsAnsweredWithIt(string name, int answerLength)
    {
        var client = Client(allowMd5: true);
        byte[] challenge = [.. Encoding.ASCII.GetBytes($"{{{name}}}"), .. new byte[40]];
        byte[] answer = Feed(client, Frame([.. "#CHALLENGE#"u8, .. challenge]));
        if (PythonDigest.All.Single(digest => digest.Name.SequenceEqual(Encoding.ASCII.GetBytes(name))).IsSupported)
        {
            Assert.Equal(4 + answerLength, answer.Length);
            Assert.StartsWith($"{{{name}}}", Encoding.ASCII.GetString(answer, 4, name.Length + 2));
        }
        else
        {
            Assert.Empty(answer);
            Assert.Equal(AuthenticationFailure.UnsupportedDigest, client.Failure.Reason);
        }
    }

    [Theory]
    [MemberData(nameof(Digests))]
    public void Advance_AnswerInAnotherDigest_IsVerifiedInIt(string name, int answerLength)
    {
        var listener = Listener(allowMd5: true);
        byte[] challenge = Start(listener)[(4 + 11)..];
        var digest = PythonDigest.All.Single(digest => digest.Name.SequenceEqual(Encoding.ASCII.GetBytes(name)));
        if (digest.IsSupported)
        {
            byte[] answer = [.. Encoding.ASCII.GetBytes($"{{{name}}}"), .. digest.HashData(s_key, challenge)];
            Assert.Equal(answerLength, answer.Length);
            Assert.Equal(s_welcome, Feed(listener, Frame(answer)));
        }
        else
        {
            Assert.Equal(s_failure, Feed(listener, Frame([.. Encoding.ASCII.GetBytes($"{{{name}}}"), .. new byte[digest.Length]])));
            Assert.Equal(AuthenticationFailure.UnsupportedDigest, listener.Failure.Reason);
        }
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha224")]
    [InlineData("sha512")]
    [InlineData("blake2b")]
    [InlineData("SHA256")]
    [InlineData("")]
    public void Advance_ForbiddenDigest_IsRefusedInBothRoles(string name)
    {
        byte[] prefixed = [.. Encoding.ASCII.GetBytes($"{{{name}}}"), .. new byte[40]];
        var listener = Listener(allowMd5: true);
        Start(listener);
        Assert.Equal(s_failure, Feed(listener, Frame(prefixed)));
        Assert.Equal(AuthenticationFailure.UnsupportedDigest, listener.Failure.Reason);

        var client = Client(allowMd5: true);
        Assert.Empty(Feed(client, Frame([.. "#CHALLENGE#"u8, .. prefixed])));
        Assert.Equal(AuthenticationFailure.UnsupportedDigest, client.Failure.Reason);
    }

    [Theory]
    [InlineData("")] // an empty answer
    [InlineData("{sha256}a short code")]
    [InlineData("20 bytes, not prefix")]
    [InlineData("\u0080\u0004K*.")] // application data: a pickle
    public void Advance_AnswerOfNoKnownForm_IsRefused(string answer)
    {
        var listener = Listener(allowMd5: true);
        Start(listener);
        Assert.Equal(s_failure, Feed(listener, Frame(Encoding.Latin1.GetBytes(answer))));
        Assert.Equal(AuthenticationFailure.Malformed, listener.Failure.Reason);
    }

    [Fact]
    public void Advance_LongestJunk_IsRefusedAndOneByteMoreIsNotRead()
    {
        var listener = Listener();
        Start(listener);
        Assert.Equal(s_failure, Feed(listener, Frame(new byte[256])));
        Assert.Equal(AuthenticationFailure.Malformed, listener.Failure.Reason);

        foreach (byte[] header in new byte[][] { [0, 0, 1, 1], [0x7f, 0xff, 0xff, 0xff] })
        {
            var second = Listener();
            Start(second);
            Assert.Empty(Feed(second, header));
            Assert.Equal(AuthenticationFailure.MessageTooLong, second.Failure.Reason);
        }
    }

    [Fact]
    public void Advance_WrongCode_IsRefused()
    {
        var listener = Listener(allowMd5: true);
        Start(listener);
        Assert.Equal(s_failure, Feed(listener, Frame(new byte[16])));
        Assert.Equal(AuthenticationFailure.WrongKey, listener.Failure.Reason);
    }

    [Fact]
    public void Advance_NegativeLengthAsAnswer_IsAWrongAnswer()
    {
        var listener = Listener();
        Start(listener);
        Assert.Equal(s_failure, Feed(listener, [0xff, 0xff, 0xff, 0xfe]));
        Assert.Equal(AuthenticationFailure.Malformed, listener.Failure.Reason);

        var client = Client();
        Assert.Empty(Feed(client, [0xff, 0xff, 0xff, 0xfe]));
        Assert.Equal(AuthenticationFailure.Malformed, client.Failure.Reason);
    }

    [Fact]
    public void Advance_AnswerWithLongHeader_IsAccepted()
    {
        var listener = Listener(allowMd5: true);
        byte[] mac = PythonDigest.Md5.HashData(s_key, Start(listener).AsSpan(4 + 11));
        Assert.Equal(s_welcome, Feed(listener, [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 16, .. mac]));
    }

    [Theory]
    [InlineData("#FAILURE#")]
    [InlineData("#WELCOME")]
    [InlineData("")]
    [InlineData("anything else")]
    public void Advance_NoWelcome_MeansThatTheKeyIsRefused(string text)
    {
        var client = Client();
        Feed(client, Start(Listener()));
        Assert.Empty(Feed(client, Frame(Encoding.ASCII.GetBytes(text))));
        Assert.Equal(AuthenticationFailure.Refused, client.Failure.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("#CHALLENGE#nineteen bytes here")]
    [InlineData("#CHALLENGE:a challenge of the original package")]
    [InlineData("\u0080\u0004K*.")]
    public void Advance_NoChallenge_FailsWithoutAWord(string text)
    {
        var client = Client(allowMd5: true);
        Assert.Empty(Feed(client, Frame(Encoding.Latin1.GetBytes(text))));
        Assert.Equal(AuthenticationFailure.Malformed, client.Failure.Reason);
    }

    [Fact]
    public void Advance_ChallengeWithoutPrefix_NamesNoDigest()
    {
        var client = Client(allowMd5: true);
        Assert.Empty(Feed(client, Frame([.. "#CHALLENGE#"u8, .. new byte[21]])));
        Assert.Equal(AuthenticationFailure.UnsupportedDigest, client.Failure.Reason);
    }

    [Fact]
    public void Advance_PeerSpeaksOurHandshake_SaysSo()
    {
        var listener = Listener();
        Start(listener);
        Assert.Equal(s_failure, Feed(listener, Start(new OwnClientHandshake(HandshakeKey.Of(s_key), default))));
        Assert.Equal(AuthenticationFailure.WrongProtocol, listener.Failure.Reason);
    }

    [Fact]
    public void Advance_ApplicationDataBehindTheHandshake_StaysWhereItIs()
    {
        var (client, listener) = (Client(), Listener());
        byte[] challenge = Feed(client, Feed(listener, Feed(client, Start(listener))));
        byte[] last = Feed(client, Feed(listener, challenge));
        Assert.Equal(HandshakeState.Succeeded, client.State);
        Feed(listener, [.. last, 0, 0, 0, 1, 7], out int consumed);
        Assert.Equal((HandshakeState.Succeeded, last.Length), (listener.State, consumed));
    }

    private static PythonHandshake Client(bool allowMd5 = false, AuthKey? key = null)
        => new([key ?? s_key], isListener: false, allowLegacyMd5: allowMd5);

    private static PythonHandshake Listener(bool allowMd5 = false) => new([s_key], isListener: true, allowLegacyMd5: allowMd5);
}
