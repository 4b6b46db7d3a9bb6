using Unmask.Plugins.Data.Chains;

namespace Unmask.Plugins.Data;

/// <summary>The transition matrices of <see cref="MarkovOptions"/>: checked, and laid out one after another.</summary>
internal sealed class TransitionMatrices(MarkovOptions options)
{
    private readonly double[][][] _matrices = options.Transitions ?? [];
    private readonly int _states = options.States;

    /// <summary>Reports a wrong number of matrices, wrong shapes, rows that are no laws, and a stationary law that is not unique.</summary>
    public void Check(Problems problems)
    {
        var before = problems.All.Count;
        if (_matrices.Length != 1 && _matrices.Length != options.Length - 1)
        {
            problems.Add("transitions", $"Expected one matrix for all steps, or {options.Length - 1} (length - 1), got {_matrices.Length}.");
        }

        for (var m = 0; m < _matrices.Length; m++)
        {
            CheckMatrix(_matrices[m], _matrices.Length == 1 ? "transitions" : $"transitions/{m}", problems);
        }

        if (options.Initial is null && _matrices.Length != 1)
        {
            problems.Add("initial", "Expected the probabilities of the first token: there is no stationary law to take when transitions change from step to step.");
        }
        else if (options.Initial is null && problems.All.Count == before && StationaryLaw.Of(Flatten(), _states) is null)
        {
            problems.Add("initial", "Expected the probabilities of the first token: the stationary law of these transitions is not unique, some symbols never lead to some others.");
        }
    }

    /// <summary>All rows renormalised, shape [matrices × S × S].</summary>
    public double[] Flatten()
    {
        var flat = new double[_matrices.Length * _states * _states];
        var start = 0;
        foreach (var row in _matrices.SelectMany(matrix => matrix))
        {
            ProbabilityRows.Normalise(row, flat.AsSpan(start, _states));
            start += _states;
        }

        return flat;
    }

    private void CheckMatrix(double[][] matrix, string path, Problems problems)
    {
        if (matrix.Length != _states)
        {
            problems.Add(path, $"Expected {_states} rows, one for each symbol, got {matrix.Length}.");
        }

        for (var a = 0; a < matrix.Length; a++)
        {
            ProbabilityRows.Check(matrix[a], _states, $"{path}/{a}", problems);
        }
    }
}
