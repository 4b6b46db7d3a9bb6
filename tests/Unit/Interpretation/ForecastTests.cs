using Unmask.Interpretation;
using Unmask.Numerics;

namespace Unmask.Tests.Unit.Interpretation;

/// <summary>Outcomes foretold from a few sequences against those followed.</summary>
public class ForecastTests
{
    private static readonly Shape Shape = new(6, 3);

    [Fact]
    public void An_order_without_randomness_is_foretold_exactly()
    {
        // 9 outcomes of the first step, 81, 729.
        Foretells(new Plain(new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) => choose.RevealLowest(rows, 2, Entropies.Entropy))), 819, 819, 3);
    }

    [Fact]
    public void Random_sets_are_foretold_exactly_merged()
    {
        // C(6,3) 3^3 outcomes, as many states, 3^3 outcomes of each; sets alone: C(6,3) and again.
        Foretells(new Plain(new UniformPositions(new Blocks(3))), 540 + (540 * 27), 540 + (540 * 27), 40);
    }

    [Fact]
    public void Candidates_count_as_often_as_they_are_picked() => Foretells(
        new Plain(new Scripted(Observes.Rows, (in Step _, in Rows rows, IChoices choose) =>
        {
            for (var k = 0; k < rows.Count; k++)
            {
                choose.Write(rows.At[k], choose.Pick(rows[k]));
            }
        })),
        729,
        729,
        729);

    [Fact]
    public void Chances_and_revisions_are_foretold_within_a_factor() => Foretells(new Wavering(), 20_000, 60_000, double.NaN);

    private static void Foretells(ISampler sampler, double least, double most, double conditioned)
    {
        var rule = new SamplingRule(Shape, sampler, TableLaw.Random(Shape, 5));
        var forecast = Forecast.Of(rule, default);
        Enumerating.Law(rule, default, out var followed);
        Assert.InRange(followed, least, most);
        Assert.InRange(forecast.Outcomes, followed * (least == most ? 1 : 0.2), followed * (least == most ? 1 : 5));
        if (!double.IsNaN(conditioned))
        {
            Assert.Equal(conditioned, forecast.Conditioned);
        }
    }

    /// <summary>Each position by an even chance, then one masked again, then the rest.</summary>
    private sealed class Wavering : ISampler
    {
        public long Samples => 1000;

        public Observes Observes => Observes.Tokens;

        public bool Revises => true;

        public bool Continues(in Step step) => step.Index < 3;

        public void Move(in Step step, in Rows rows, IChoices choose)
        {
            if (step.Index == 1 && step.Revealed > 0)
            {
                choose.Remask(step.X.IndexOfAnyExcept(step.Shape.Mask));
            }

            foreach (var position in step.Masked)
            {
                if (step.Index != 1)
                {
                    choose.Reveal(position, step.Index == 0 ? 0.5 : 1);
                }
            }
        }
    }
}
