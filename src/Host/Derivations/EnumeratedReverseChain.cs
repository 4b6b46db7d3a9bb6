using System.Globalization;
using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>The reverse chain K (15)–(16) of a pipeline's data law, process, noise and score, on its whole space.</summary>
/// <remarks>Its cost is that of one thing computed with it: a law, the losses, an adjoint.</remarks>
internal sealed class EnumeratedReverseChain : IDerivation<ReverseChain>
{
    /// <summary>How often rates are evaluated, roughly.</summary>
    private const double Evaluations = 2000;

    /// <summary>The most states, or pairs of states where the score is asked for each, over all evaluations: an hour or so.</summary>
    private const double Limit = 2e12;

    public string Method => "law";

    public Feasibility Check(ICell cell) => Sections(cell) is { Possible: false } missing ? missing : Space(cell) + Noise(cell) + cell.Check<DataLaw>();

    public ReverseChain Derive(ICell cell, CancellationToken stop) => ReverseChain.Of(
        new ForwardLaw(cell.Find<IForwardProcess>()!, cell.Derive<DataLaw>(stop).Value), cell.Find<INoiseSchedule>()!, cell.Find<IScoreEstimator>()!);

    /// <summary>Whether the cell has what a score is judged by.</summary>
    public static Feasibility Sections(ICell cell) =>
        cell.Find<IForwardProcess>() is null ? Feasibility.No("the pipeline has no section 'process': add \"process\": \"masked\"")
        : cell.Find<INoiseSchedule>() is null ? Feasibility.No("the pipeline has no section 'noise': add \"noise\": \"log-linear\"")
        : cell.Find<IScoreEstimator>() is null ? Feasibility.No("the pipeline has no section 'score': add \"score\": \"predictor\" with a predictor")
        : Feasibility.Costs(0);

    private static Feasibility Space(ICell cell)
    {
        var symbols = cell.Find<IForwardProcess>()!.Symbols(cell.Shape.States);
        var states = Math.Pow(symbols, cell.Shape.Length);
        var work = Evaluations * cell.Shape.Length * states * (cell.Find<IScoreEstimator>()!.Find<ITokenFactors>() is null ? symbols : 1);
        return states <= TokenSpace.Limit
            ? work <= Limit ? Feasibility.Costs(work) : Feasibility.No($"the score would have to be asked for {work:G3} pairs of states (at most {Limit:G1}): take shorter sequences or fewer symbols, or 'losses' from samples")
            : Feasibility.No(string.Create(CultureInfo.InvariantCulture, $"{symbols}^{cell.Shape.Length}{(double.IsFinite(states) ? $" = {states:G3}" : "")} states of the chain are too many to enumerate (at most {TokenSpace.Limit}): take shorter sequences or fewer symbols, or 'losses' from samples"));
    }

    /// <summary>K Assumption 1: only a process whose prior is all on one symbol gets from an infinite horizon to a finite time.</summary>
    public static Feasibility Noise(ICell cell)
    {
        var noise = cell.Find<INoiseSchedule>()!;
        var total = noise.Integral(noise.End);
        if (!(total > 0))
        {
            return Feasibility.No($"the noise has the integral {total} over all of time; expected one above 0");
        }

        if (double.IsFinite(total))
        {
            return Feasibility.Costs(0);
        }

        var (process, states) = (cell.Find<IForwardProcess>()!, cell.Shape.States);
        var prior = new double[process.Symbols(states)];
        process.Prior(states, prior);
        return prior.Contains(1)
            ? Feasibility.Costs(0)
            : Feasibility.No("the noise has an infinite integral, and from there the reverse chain of this process never gets to any time (K Assumption 1): give the noise an epsilon above 0, or take the masked process");
    }
}
