using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>Whether replay applies to a cell's sampler, seen by one step: a schedule that writes candidates shows it at once.</summary>
internal static class Replays
{
    /// <summary>Costs nothing where replay applies; otherwise the reason and the alternatives.</summary>
    public static Feasibility Check(ICell cell)
    {
        var sampling = Sampling.Check(cell);
        if (!sampling.Possible || cell.Find<ISizeLaw>() is not null)
        {
            return sampling;
        }

        if (cell.Find<ISampler>()!.Revises)
        {
            return Feasibility.No($"the sampler {Replaying.RevisionRefusal}");
        }

        var probe = new Probe(Sampling.Rule(cell), cell.Seed);
        try
        {
            probe.Look(CancellationToken.None);
        }
        catch (StepException)
        {
            // A plugin that throws does so again where its cell is measured, and is named there.
            return Feasibility.Costs(0);
        }

        return probe.Wrote ? Feasibility.No($"the schedule {Replaying.Refusal}") : Feasibility.Costs(0);
    }

    private sealed class Probe(SamplingRule rule, ulong seed) : Walk(rule, seed)
    {
        public bool Wrote { get; private set; }

        public void Look(CancellationToken stop) => Run(0, 1, stop, steps: 1);

        protected override int Resolve(int k, long sample, int step, int position, ReadOnlySpan<double> law)
        {
            var best = 0;
            for (var v = 1; v < law.Length; v++)
            {
                best = law[v] > law[best] ? v : best;
            }

            return best;
        }

        protected override int ResolveWritten(int symbol)
        {
            Wrote = true;
            return symbol;
        }
    }
}
