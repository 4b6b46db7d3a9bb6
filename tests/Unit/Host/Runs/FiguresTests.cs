using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Runs;

public class FiguresTests
{
    [Theory]
    [InlineData(0.0123456, "0.01235")]
    [InlineData(0.99996, "1.000")]
    [InlineData(123.456, "123.5")]
    [InlineData(12345.6, "12346")]
    [InlineData(0.000123456, "0.0001235")]
    [InlineData(0.0000123456, "1.235e-05")]
    [InlineData(1234567.0, "1.235e+06")]
    [InlineData(-0.5, "-0.5000")]
    [InlineData(0.0, "0")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "-∞")]
    [InlineData(double.NaN, "NaN")]
    public void Four_significant_digits(double value, string text) => Assert.Equal(text, Figures.Of(value));

    [Theory]
    [InlineData(0.123412, 0.00123, "0.1234 ± 0.0012")]
    [InlineData(0.0012, 0.5, "0.00 ± 0.50")]
    [InlineData(-0.0012, 0.5, "0.00 ± 0.50")]
    [InlineData(1234.5, 12.3, "1234 ± 12")]
    [InlineData(0.123456789, 1e-9, "0.1235 ± 1.0e-09")]
    [InlineData(0.5, 0.0, "0.5000 ± 0")]
    [InlineData(1.5e-7, 1.2e-8, "1.500e-07 ± 1.2e-08")]
    [InlineData(double.PositiveInfinity, double.NaN, "∞ ± NaN")]
    [InlineData(0.1, 0.00996, "0.100 ± 0.010")]
    public void An_error_decides_the_digits(double value, double error, string text) => Assert.Equal(text, Figures.Of(value, error));

    [Fact]
    public void No_error_means_four_digits() => Assert.Equal("0.1235", Figures.Of(0.123456, null));

    [Fact]
    public void Whole_columns_are_written_as_integers() => Assert.Equal(["16", "16.00"], [Figures.Of(16, whole: true), Figures.Of(16)]);
}
