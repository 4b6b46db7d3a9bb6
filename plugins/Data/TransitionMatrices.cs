using Unmask.Plugins.Data.Chains;

namespace Unmask.Plugins.Data;

/// <summary>The transition matrices of <see cref="MarkovOptions"/>: checked, and laid out one after another.</summary>
internal sealed class TransitionMatrices(MarkovOptions options, Contexts contexts)
{
    private readonly double[][][] _matrices = options.Transitions ?? [];

    /// <summary>Reports a wrong number of matrices, wrong shapes, rows that are no laws, and a stationary law that is not unique or out of reach.</summary>
    public void Check(Problems problems)
    {
        var before = problems.All.Count;
        if (_matrices.Length != 1 && contexts.Order > 1)
        {
            problems.Add("transitions", $"Expected one matrix for all steps at order {contexts.Order}, got {_matrices.Length}.");
        }
        else if (_matrices.Length != 1 && _matrices.Length != options.Length - 1)
        {
            problems.Add("transitions", $"Expected one matrix for all steps, or {options.Length - 1} (length - 1), got {_matrices.Length}.");
        }

        for (var m = 0; m < _matrices.Length; m++)
        {
            ProbabilityRows.Check(_matrices[m], contexts.Count, contexts.States, _matrices.Length == 1 ? "transitions" : $"transitions/{m}", problems, contexts.Each);
        }

        if (options.Initial is null && problems.All.Count == before && WithoutStationary() is { } reason)
        {
            problems.Add("initial", $"Expected the probabilities of the first {(contexts.Order == 1 ? "token" : $"{contexts.Order} tokens")}: {reason}.");
        }
    }

    /// <summary>All rows renormalised, shape [matrices × S^k × S].</summary>
    public double[] Flatten() => ProbabilityRows.Flatten(_matrices.SelectMany(matrix => matrix));

    private string? WithoutStationary() =>
        _matrices.Length != 1 ? "there is no stationary law to take when transitions change from step to step"
        : contexts.Order > 1 && !contexts.StationaryInReach ? $"the stationary law of {contexts.States}^{contexts.Order} = {contexts.Count} contexts is out of reach (at most {Contexts.MostStationary})"
        : contexts.Stationary(Flatten()) is null ? $"the stationary law of these transitions is not unique, some {(contexts.Order == 1 ? "symbols" : "contexts")} never lead to some others"
        : null;
}
