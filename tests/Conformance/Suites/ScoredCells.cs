using Unmask.Host.Composition;
using Unmask.Numerics;
using Unmask.Theory;

namespace Unmask.Tests.Conformance.Suites;

/// <summary>The suite's small cells with a masked process, a noise and a score that is not exact, and the host's derivations from them.</summary>
internal static class ScoredCells
{
    /// <summary>Estimates of losses need fewer sequences than others to be told from wrong ones.</summary>
    private const long Samples = 400;

    private static readonly IForwardProcess Masked = Installed.Process("masked");
    private static readonly INoiseSchedule Noise = Installed.Noise("""{ "kind": "constant", "rate": 3 }""");

    /// <summary>The host's cell of these; where nothing can be enumerated, of a data law that does not say how probable a sequence is.</summary>
    public static ICell Of(ICell cell, bool enumerable)
    {
        var law = (TableLaw)cell.Find<IDataDistribution>()!;
        var components = new Dictionary<string, object>
        {
            ["data"] = enumerable ? law : new Conditionals(law),
            ["process"] = Masked,
            ["noise"] = Noise,
            ["score"] = new Tilted(law),
        };
        return new Cell(cell.Shape, components, cell.Seed, Math.Min(cell.Samples, Samples), new DerivationStore());
    }

    /// <summary>A law that can be sampled and conditioned only.</summary>
    private sealed class Conditionals(TableLaw law) : IDataDistribution, IConditionalLaw
    {
        public Shape Shape => law.Shape;

        public void Sample(ref RandomStream random, Span<int> x) => law.Sample(ref random, x);

        void IConditionalLaw.Conditionals(in Query query, Span<double> rows, CancellationToken stop) => law.Conditionals(query, rows, stop);
    }

    /// <summary>The masked score <c>p(v | revealed)/(e^B − 1)</c> times <c>exp(0.4 cos(i + v + 5t))</c>.</summary>
    private sealed class Tilted(TableLaw law) : IScoreEstimator, ITokenFactors
    {
        public void Factors(NoiseLevel level, Span<double> factors)
        {
            var symbols = law.Shape.States + 1;
            for (var k = 0; k < factors.Length; k++)
            {
                factors[k] = Factor(k / symbols, k % symbols, level.Time);
            }
        }

        public void Score(double time, in Query query, Span<double> ratios, CancellationToken stop)
        {
            law.Conditionals(query, ratios, stop);
            var states = query.Shape.States;
            for (var k = 0; k < query.Count; k++)
            {
                var positions = query.Positions(k);
                var rows = query.RowsOf(k, ratios);
                for (var r = 0; r < rows.Length; r++)
                {
                    rows[r] *= Factor(positions[r / states], r % states, time) / Logarithms.ExpMinusOne(Noise.Integral(time));
                }
            }
        }

        private static double Factor(int position, int symbol, double time) => Math.Exp(0.4 * Math.Cos(position + symbol + (5 * time)));
    }
}
