using System.Text;
using Tracker.SignIn;

namespace Tracker.Tests.SignIn;

/// <summary>Codes by time, against the vectors of RFC 6238 (appendix B, SHA-1) and of RFC 4648 for their alphabet.</summary>
public class TotpTests
{
    static readonly byte[] Secret = Encoding.ASCII.GetBytes("12345678901234567890");

    static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    [Theory]
    [InlineData(59, "94287082")]
    [InlineData(1111111109, "07081804")]
    [InlineData(1111111111, "14050471")]
    [InlineData(1234567890, "89005924")]
    [InlineData(2000000000, "69279037")]
    [InlineData(20000000000, "65353130")]
    public void The_vectors_of_the_standard_hold(long seconds, string code)
    {
        Totp.Code(Secret, Totp.StepAt(At(seconds)), digits: 8).ShouldBe(code);
        Totp.Code(Secret, Totp.StepAt(At(seconds))).ShouldBe(code[2..]);
    }

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-30, true)]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(61, false)]
    public void A_clock_may_be_one_step_off(int seconds, bool taken)
    {
        var now = At(1111111110);
        var typed = Totp.Code(Secret, Totp.StepAt(now.AddSeconds(seconds)));
        (Totp.Matching(Secret, typed, now, after: 0) is not null).ShouldBe(taken);
    }

    [Fact]
    public void A_code_is_good_once_and_an_older_one_no_longer()
    {
        var now = At(1111111110);
        var step = Totp.Matching(Secret, Totp.Code(Secret, Totp.StepAt(now)), now, after: 0);
        step.ShouldBe(Totp.StepAt(now));
        Totp.Matching(Secret, Totp.Code(Secret, Totp.StepAt(now)), now, after: step!.Value).ShouldBeNull();
        Totp.Matching(Secret, Totp.Code(Secret, Totp.StepAt(now) - 1), now, after: step.Value).ShouldBeNull();
        Totp.Matching(Secret, Totp.Code(Secret, Totp.StepAt(now) + 1), now, after: step.Value).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("１２３４５６")]
    [InlineData("1234567")]
    public void What_is_no_code_matches_nothing(string typed) => Totp.Matching(Secret, typed, At(0), after: -10).ShouldBeNull();

    [Theory]
    [InlineData("f", "MY")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void A_secret_is_written_in_base_32(string text, string written) => Totp.Base32(Encoding.ASCII.GetBytes(text)).ShouldBe(written);
}
