using CsCheck;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class LeastSquaresTests
{
    [Fact]
    public void A_line_is_recovered() =>
        Gen.Select(Gen.Double[-5, 5], Gen.Double[-5, 5], Gen.Double[-10, 10].Array[3, 20]).Where(t => t.Item3.Max() - t.Item3.Min() > 0.1).Sample(
            (slope, intercept, x) =>
            {
                var line = LeastSquares.Line(x, [.. x.Select(value => intercept + (slope * value))]);
                Close.To(slope, line.Slope, absolute: 1e-11);
                Close.To(intercept, line.Intercept, absolute: 1e-11);
            });

    [Fact]
    public void Residuals_are_orthogonal_and_the_error_of_the_slope_is_that_of_the_textbook()
    {
        double[] x = [1, 2, 3, 4, 5];
        double[] y = [2.1, 3.9, 6.2, 7.8, 10.1];
        var line = LeastSquares.Line(x, y);
        var residuals = x.Zip(y, (a, b) => b - line.Intercept - (line.Slope * a)).ToArray();
        Close.To(0, residuals.Sum());
        Close.To(0, residuals.Zip(x, (r, a) => r * a).Sum());
        Close.To(1.99, line.Slope);
        Close.To(0.05, line.Intercept);
        Close.To(Math.Sqrt(residuals.Sum(r => r * r) / 3 / 10), line.SlopeError);
        Close.To(1 - (residuals.Sum(r => r * r) / y.Sum(b => (b - 6.02) * (b - 6.02))), line.RSquared);
    }

    [Fact]
    public void Two_points_leave_no_residual_and_equal_ordinates_are_explained()
    {
        var line = LeastSquares.Line([0, 2], [1, 5]);
        Assert.Equal((2.0, 1.0, 1.0), (line.Slope, line.Intercept, line.RSquared));
        Assert.True(double.IsNaN(line.SlopeError));
        Assert.Equal(1, LeastSquares.Line([0, 1, 2], [3, 3, 3]).RSquared);
    }

    [Fact]
    public void Points_without_a_line_are_refused()
    {
        Assert.Throws<ArgumentException>(() => LeastSquares.Line([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => LeastSquares.Line([1, 1], [1, 2]));
        Assert.Throws<ArgumentException>(() => LeastSquares.Line([], []));
        Assert.Throws<ArgumentException>(() => LeastSquares.Line([1, 2], [1, double.NaN]));
        Assert.Throws<ArgumentException>(() => LeastSquares.Line([1, double.PositiveInfinity], [1, 2]));
    }
}
