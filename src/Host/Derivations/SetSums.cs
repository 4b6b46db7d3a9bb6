using Unmask.Interpretation;

namespace Unmask.Host.Derivations;

/// <summary>What sums over sets take, for a sampler that reveals uniformly random sets (<see cref="SetWalk"/>).</summary>
/// <param name="Shape">Length and vocabulary.</param>
/// <param name="Transitions">Where its sizes lead.</param>
/// <param name="Steps">The expected number of steps, each one predictor call.</param>
internal sealed record SetSums(Shape Shape, IReadOnlyList<SizeTransition> Transitions, double Steps)
{
    /// <summary>The outcomes of the law of all sequences, or of one.</summary>
    public double Outcomes(bool ofOne) => SizeTransition.Outcomes(Transitions, Shape.Length, ofOne ? 1 : Shape.States);

    /// <summary>The partly masked sequences that are predicted.</summary>
    public double Predictions(bool ofOne) => Transitions.Select(one => (one.Step, one.Revealed)).Distinct().Sum(from => Weights(from.Revealed, ofOne));

    /// <summary>The most weights that are held at once: layers that were reached and are yet to be followed.</summary>
    public double MostWeights(bool ofOne)
    {
        var (held, most, reached) = (0.0, 0.0, new HashSet<(int, int)>());
        foreach (var from in Transitions.GroupBy(one => (one.Step, one.Revealed)))
        {
            held += from.Select(to => (to.Next, Revealed: to.Revealed + to.Size)).Where(reached.Add).Sum(to => Weights(to.Revealed, ofOne));
            most = Math.Max(most, held);
            held -= Weights(from.Key.Revealed, ofOne);
        }

        return most;
    }

    private double Weights(int revealed, bool ofOne) => SetWalk.WeightsOf(Shape.Length, ofOne ? 1 : Shape.States, 1, revealed);
}
