using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory.ContinuousTime;

public class IntegratorTests
{
    [Fact]
    public void The_coefficients_fulfil_the_conditions_of_quadrature_and_consistency()
    {
        for (var stage = 0; stage < DormandPrince.Stages; stage++)
        {
            Close.To(DormandPrince.Nodes[stage], Sum(DormandPrince.Row(stage)), absolute: 2e-14);
        }

        for (var power = 0; power < 8; power++)
        {
            Close.To(1.0 / (power + 1), Moment(DormandPrince.Weights, power), absolute: 1e-14);
            if (power < 5)
            {
                Close.To(0, Moment(DormandPrince.Fifth, power), absolute: 1e-14);
            }

            if (power < 3)
            {
                Close.To(0, Moment(DormandPrince.Third, power), absolute: 1e-14);
            }
        }
    }

    [Fact]
    public void Halving_the_step_divides_the_error_by_two_to_the_eight()
    {
        var errors = new List<double>();
        foreach (var step in new[] { 1, 0.5 })
        {
            double[] y = [1, 0];
            new Integrator(0, [1e9, 1e9], step).Advance((_, at, slope) => (slope[0], slope[1]) = (at[1], -at[0]), 0, 16, y, CancellationToken.None);
            errors.Add(Math.Abs(y[0] - Math.Cos(16)) + Math.Abs(y[1] + Math.Sin(16)));
        }

        Assert.InRange(Math.Log2(errors[0] / errors[1]), 7.3, 8.7);
    }

    [Fact]
    public void Solutions_are_right_in_both_directions()
    {
        double[] y = [1, 0, 2];
        var integrator = new Integrator(1e-13, [1e-15, 1e-15, 1e-15], 1);
        integrator.Advance(Slope, 0, 5, y, CancellationToken.None);
        Close.To([Math.Cos(5), -Math.Sin(5), 2 * Math.Exp(-25 / 2.0)], y, relative: 1e-11, absolute: 1e-12);
        integrator.Advance(Slope, 5, 0, y, CancellationToken.None);
        Close.To([1, 0, 2], y, relative: 1e-9, absolute: 1e-10);

        static void Slope(double x, ReadOnlySpan<double> at, Span<double> slope) => (slope[0], slope[1], slope[2]) = (at[1], -at[0], -x * at[2]);
    }

    [Fact]
    public void A_jump_of_the_slope_costs_no_accuracy()
    {
        double[] y = [0];
        var calls = 0;
        new Integrator(1e-13, [1e-13], 1).Advance(
            (x, _, slope) =>
            {
                calls++;
                slope[0] = x < Math.Sqrt(2) ? Math.Sin(x) : 5;
            },
            0, 3, y, CancellationToken.None);
        Close.To(1 - Math.Cos(Math.Sqrt(2)) + (5 * (3 - Math.Sqrt(2))), y[0], absolute: 1e-11);
        Assert.InRange(calls, 0, 3000);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_slope_that_is_no_number_is_refused(double bad)
    {
        double[] y = [0];
        var error = Assert.Throws<InvalidOperationException>(() => new Integrator(1e-10, [1e-10], 1).Advance(
            (x, _, slope) => slope[0] = x > 1 ? bad : 1, 0, 2, y, CancellationToken.None));
        Assert.Contains("No step from 1", error.Message, StringComparison.Ordinal);
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum;
    }

    private static double Moment(ReadOnlySpan<double> weights, int power)
    {
        var sum = 0.0;
        for (var j = 0; j < weights.Length; j++)
        {
            sum += weights[j] * Math.Pow(DormandPrince.Nodes[j], power);
        }

        return sum;
    }
}
