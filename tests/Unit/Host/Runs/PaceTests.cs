using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public class PaceTests
{
    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(59, "59 s")]
    [InlineData(59.8, "1 min")]
    [InlineData(90, "2 min")]
    [InlineData(3590, "1.0 h")]
    [InlineData(5400, "1.5 h")]
    public void Durations_have_one_unit(double seconds, string text) => Assert.Equal(text, Pace.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(100, 10, "10 cells/s")]
    [InlineData(3, 2, "1.5 cells/s")]
    [InlineData(3, 60, "3.0 cells/min")]
    [InlineData(2, 7200, "1.0 cells/h")]
    public void A_rate_is_told_in_the_unit_that_suits_it(int measured, double seconds, string text) => Assert.Equal(text, new Pace(measured, TimeSpan.FromSeconds(seconds)).ToString());

    [Fact]
    public void What_is_left_takes_as_long_as_what_was_done() => Assert.Equal(TimeSpan.FromSeconds(30), new Pace(4, TimeSpan.FromSeconds(20)).Left(6));
}
