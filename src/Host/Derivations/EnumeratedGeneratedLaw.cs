using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>
/// The exact law of the generated sequence: the sampler's own where it knows it, of a size law by sums over sets, of any other sampler by
/// following every choice and token.
/// </summary>
internal sealed class EnumeratedGeneratedLaw : IDerivation<GeneratedLaw>
{
    /// <summary>The most outcomes of sums over sets: a minute or so on two cores.</summary>
    private const double OutcomeLimit = 5e10;

    public string Method => "law";

    public Feasibility Check(ICell cell)
    {
        var sampling = Sampling.Check(cell);
        if (!sampling.Possible)
        {
            return sampling;
        }

        sampling += Sampling.CheckSequences(Output(cell));
        if (sampling.Possible && Source(cell) is { } source)
        {
            return source.Check();
        }

        if (!sampling.Possible || Sampling.SetSums(cell) is not { } sums)
        {
            return sampling.Possible ? Sampling.CheckLeaves(cell) : sampling;
        }

        var (outcomes, weights) = (sums.Outcomes(ofOne: false), sums.MostWeights(ofOne: false));
        return outcomes > OutcomeLimit ? Feasibility.No($"{outcomes:G3} outcomes would have to be followed (at most {OutcomeLimit:G1})")
            : weights > SetWalk.MostWeights ? Feasibility.No($"{weights:G3} partly masked sequences would have to be held at once (at most {SetWalk.MostWeights:0})")
            : Feasibility.Costs(outcomes);
    }

    public GeneratedLaw Derive(ICell cell, CancellationToken stop) => Source(cell) is { } source ? Own(source, Output(cell), stop)
        : Sampling.SetSums(cell) is { } sums
        ? new GeneratedLaw(cell.Shape, SetEnumerating.Law(Sampling.Rule(cell), sums.Transitions, stop), sums.Steps)
        : Enumerating.Law(Sampling.Rule(cell), stop);

    private static Shape Output(ICell cell) => cell.Find<ISampler>()!.Generates(cell.Shape);

    private static ILawSource? Source(ICell cell) => cell.Find<ISampler>()?.Find<ILawSource>();

    private static GeneratedLaw Own(ILawSource source, Shape output, CancellationToken stop)
    {
        var law = source.Law(stop);
        return law.Length == output.Sequences ? new GeneratedLaw(output, law, double.NaN)
            : throw new ContractException($"gave a law of {law.Length} sequences; expected {output.Sequences}", "sampler");
    }
}
