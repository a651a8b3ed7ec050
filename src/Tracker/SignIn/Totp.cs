using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tracker.SignIn;

/// <summary>Codes by time (RFC 6238) as authenticator apps make them: SHA-1, six digits, a new one every thirty seconds.</summary>
public static class Totp
{
    public const int SecretBytes = 20;

    const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const int StepSeconds = 30;

    // A telephone's clock is seldom wrong by more than this.
    const int StepsEitherWay = 1;

    public static long StepAt(DateTimeOffset at) => Math.DivRem(at.ToUnixTimeSeconds(), StepSeconds).Quotient;

    /// <summary>The code of one step; RFC 4226 calls this truncation.</summary>
    public static string Code(byte[] secret, long step, int digits = 6)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // SHA-1 is what authenticator apps use; within an HMAC its collisions do no harm
        var hash = HMACSHA1.HashData(secret, counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf, 4)) & int.MaxValue;
        return (number % (int)Math.Pow(10, digits)).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }

    /// <summary>The step whose code this is, near now; null where it is none's.</summary>
    /// <param name="after">Steps up to this one have been used: a code is good once.</param>
    public static long? Matching(byte[] secret, string typed, DateTimeOffset now, long after)
    {
        var code = new string([.. typed.Where(c => !char.IsWhiteSpace(c))]);
        long? found = null;
        for (var step = StepAt(now) - StepsEitherWay; step <= StepAt(now) + StepsEitherWay; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Code(secret, step)), Encoding.UTF8.GetBytes(code)) && step > after)
                found ??= step;
        return found;
    }

    public static string Base32(byte[] bytes)
    {
        var text = new StringBuilder();
        var (buffer, bits) = (0, 0);
        foreach (var one in bytes)
        {
            buffer = (buffer << 8) | one;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Alphabet[(buffer >> (bits - 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) text.Append(Alphabet[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }

    /// <summary>What an authenticator app reads from the picture.</summary>
    public static string Link(byte[] secret, string product, string login) =>
        $"otpauth://totp/{Uri.EscapeDataString(product)}:{Uri.EscapeDataString(login)}?secret={Base32(secret)}&issuer={Uri.EscapeDataString(product)}&algorithm=SHA1&digits=6&period=30";
}
