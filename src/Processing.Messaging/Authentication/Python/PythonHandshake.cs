using System.Buffers;
using System.Security.Cryptography;

namespace Processing.Messaging;

/// <summary>
/// CPython's handshake, either side: the listener challenges and the client answers, then the other way round. Which dialect a peer speaks,
/// that of 3.12 and later or the older one with MD5 only, shows by the length and the prefix of its messages; this side always challenges
/// in the newer form, which older peers answer too.
/// </summary>
internal sealed class PythonHandshake : HandshakeMachine
{
    private const int RandomLength = 40;
    private const int LegacyChallengeLength = 20;

    private readonly IReadOnlyList<AuthKey> _keys;
    private readonly bool _isListener;
    private readonly bool _allowsMd5;
    private readonly byte[] _challenge; // of this side, without the mark before it
    private AuthKey _answerKey;
    private PythonPhase _phase;

    /// <summary>
    /// Prepares one side. A listener takes every key of <paramref name="keys"/> and answers with the one that its client has proved; a
    /// client uses the first.
    /// </summary>
    public PythonHandshake(IReadOnlyList<AuthKey> keys, bool isListener, bool allowLegacyMd5, RandomFill? random = null)
    {
        _keys = isListener ? keys : [keys[0]];
        _answerKey = keys[0];
        _isListener = isListener;
        _allowsMd5 = allowLegacyMd5;
        _phase = isListener ? PythonPhase.Answer : PythonPhase.Challenge;
        byte[] bytes = new byte[RandomLength];
        (random ?? RandomNumberGenerator.Fill)(bytes);
        _challenge = [(byte)'{', .. PythonDigest.Sha256.Name, (byte)'}', .. bytes];
    }

    private static ReadOnlySpan<byte> ChallengeMark => "#CHALLENGE#"u8;

    private static ReadOnlySpan<byte> Welcome => "#WELCOME#"u8;

    private static ReadOnlySpan<byte> Failed => "#FAILURE#"u8;

    /// <inheritdoc/>
    public override void Start(IBufferWriter<byte> output)
    {
        if (_isListener)
        {
            WriteChallenge(output);
        }
    }

    /// <inheritdoc/>
    protected override void OnMessage(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        switch (_phase)
        {
            case PythonPhase.Answer:
                OnAnswer(message, output);
                break;
            case PythonPhase.Challenge:
                OnChallenge(message, output);
                break;
            default:
                OnWelcome(message, output);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void WriteNegativeLengthRefusal(IBufferWriter<byte> output)
    {
        // CPython reads such a length as an empty message, which is a wrong answer; its other phases fail without a word.
        if (_phase == PythonPhase.Answer)
        {
            HandshakeFrame.Write(output, Failed);
        }
    }

    private void OnAnswer(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (!TryFindAnswerDigest(message, out var digest, out var mac) || !TryFindKey(digest, mac))
        {
            HandshakeFrame.Write(output, Failed);
            return;
        }

        HandshakeFrame.Write(output, Welcome);
        if (_isListener)
        {
            _phase = PythonPhase.Challenge;
        }
        else
        {
            Succeed();
        }
    }

    private bool TryFindAnswerDigest(ReadOnlySpan<byte> message, out PythonDigest digest, out ReadOnlySpan<byte> mac)
    {
        digest = PythonDigest.Md5;
        mac = message; // the older dialect answers with the bare code
        if (message.Length != PythonDigest.Md5.Length)
        {
            if (PythonDigest.FindPrefix(message, out mac) is not { } named)
            {
                FailAnswer(message);
                return false;
            }

            digest = named;
        }

        if (mac.Length == digest.Length)
        {
            return CheckDigest(digest);
        }

        Fail(AuthenticationFailure.Malformed, "the peer's answer has not the length of its digest");
        return false;
    }

    private void FailAnswer(ReadOnlySpan<byte> message)
    {
        if (ClientHello.TryRead(message, out _))
        {
            Fail(AuthenticationFailure.WrongProtocol, "the peer speaks the handshake of this library, and this end CPython's");
        }
        else if (message is [(byte)'{', ..] && message.Contains((byte)'}'))
        {
            Fail(AuthenticationFailure.UnsupportedDigest, "the peer's answer names no digest that CPython's handshake knows");
        }
        else
        {
            Fail(AuthenticationFailure.Malformed, "the peer sent something else than an answer to the challenge");
        }
    }

    private bool TryFindKey(PythonDigest digest, ReadOnlySpan<byte> mac)
    {
        bool isFound = false;
        foreach (var key in _keys)
        {
            // Every key is tried, so that the time does not tell which one it was.
            bool fits = CryptographicOperations.FixedTimeEquals(digest.HashData(key, _challenge), mac);
            _answerKey = fits ? key : _answerKey;
            isFound |= fits;
        }

        if (!isFound)
        {
            Fail(AuthenticationFailure.WrongKey, "the peer's answer does not fit the key of this end");
        }

        return isFound;
    }

    private void OnChallenge(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (!message.StartsWith(ChallengeMark) || message.Length < ChallengeMark.Length + LegacyChallengeLength)
        {
            Fail(AuthenticationFailure.Malformed, "the peer sent something else than a challenge, or too short a one");
            return;
        }

        var challenge = message[ChallengeMark.Length..];
        bool isLegacy = challenge.Length == LegacyChallengeLength; // whatever it begins with
        if ((isLegacy ? PythonDigest.Md5 : PythonDigest.FindPrefix(challenge, out _)) is not { } digest)
        {
            Fail(AuthenticationFailure.UnsupportedDigest, "the peer's challenge names no digest that CPython's handshake knows");
            return;
        }

        if (!CheckDigest(digest))
        {
            return;
        }

        byte[] mac = digest.HashData(_answerKey, challenge);
        HandshakeFrame.Write(output, isLegacy ? mac : [(byte)'{', .. digest.Name, (byte)'}', .. mac]);
        _phase = PythonPhase.Welcome;
    }

    private void OnWelcome(ReadOnlySpan<byte> message, IBufferWriter<byte> output)
    {
        if (!message.SequenceEqual(Welcome))
        {
            Fail(AuthenticationFailure.Refused, "the peer did not accept the key of this end");
        }
        else if (_isListener)
        {
            Succeed();
        }
        else
        {
            WriteChallenge(output);
            _phase = PythonPhase.Answer;
        }
    }

    private bool CheckDigest(PythonDigest digest)
    {
        if (digest == PythonDigest.Md5 && !_allowsMd5)
        {
            Fail(AuthenticationFailure.WeakDigest, "the peer wants MD5, which AllowLegacyMd5 would permit");
            return false;
        }

        if (!digest.IsSupported)
        {
            Fail(AuthenticationFailure.UnsupportedDigest, "the peer wants a digest that the cryptography of this machine does not have");
            return false;
        }

        return true;
    }

    private void WriteChallenge(IBufferWriter<byte> output) => HandshakeFrame.Write(output, [.. ChallengeMark, .. _challenge]);
}
