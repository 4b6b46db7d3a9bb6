using CsCheck;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

public class WorstScheduleTests
{
    [Fact]
    public void Equals_the_maximum_over_all_sizes() =>
        RandomLaws.Decreasing(1, 11).Sample(
            c =>
            {
                var curve = InformationCurve.FromValues(c);
                for (var largest = 1; largest <= curve.Length; largest++)
                {
                    var worst = StepCurves.Compositions[curve.Length].Where(sizes => sizes.Max() == largest).Max(sizes => StepCurves.Error(curve, sizes));
                    Close.To(worst, WorstSchedule.Error(curve, largest));
                }
            },
            iter: 100);

    [Fact]
    public void The_recursion_of_theorem_1_holds()
    {
        foreach (var curve in StepCurves.All())
        {
            Recursion(curve);
        }

        RandomLaws.Tables(1024).Sample(table => Recursion(SubsetEntropies.Curve(table.Law, CancellationToken.None)), iter: 200);
        RandomLaws.Decreasing(1, 80).Sample(c => Recursion(InformationCurve.FromValues(c)), iter: 50);

        static void Recursion(InformationCurve curve)
        {
            for (var largest = 2; largest <= curve.Length; largest++)
            {
                var halved = WorstSchedule.Error(curve, (largest + 1) / 2) + (largest / 2.0 / curve.Length * curve.SumInformation);
                var worst = WorstSchedule.Error(curve, largest);
                Assert.True(worst <= halved + 1e-12, $"(19): ε({largest}) = {worst} > {halved} at L = {curve.Length}");
                Assert.True(worst <= LiCaiBounds.Sharpest(curve, largest) + 1e-12);
            }
        }
    }

    [Fact]
    public void One_at_a_time_has_no_error_and_one_step_has_the_total_correlation()
    {
        var curve = new InformationCurve(2, [0, 0.1, 0.3, 0.4, 0.6, 0.7]);
        Assert.Equal(0, WorstSchedule.Error(curve, 1));
        Close.To(curve.TotalCorrelation, WorstSchedule.Error(curve, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorstSchedule.Error(curve, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => WorstSchedule.Error(curve, 7));
    }
}
