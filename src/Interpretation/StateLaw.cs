using System.Runtime.InteropServices;

namespace Unmask.Interpretation;

/// <summary>Probabilities of states with equal states merged: an array where the space is small, a dictionary where it is not.</summary>
internal sealed class StateLaw
{
    private const long DenseLimit = 1 << 20;

    private readonly double[]? _dense;
    private readonly Dictionary<(long State, int Memory), double> _sparse = [];

    public StateLaw(long states, bool remembers)
    {
        if (states <= DenseLimit && !remembers)
        {
            _dense = new double[states];
        }
    }

    /// <summary>Adds probability to a state.</summary>
    public void Add(long state, int memory, double probability)
    {
        if (_dense is not null)
        {
            _dense[state] += probability;
            return;
        }

        CollectionsMarshal.GetValueRefOrAddDefault(_sparse, (state, memory), out _) += probability;
    }

    /// <summary>The states of positive probability, in ascending order, so that sums do not depend on how they were merged.</summary>
    public IEnumerable<(long State, int Memory, double Probability)> Positive()
    {
        if (_dense is null)
        {
            foreach (var key in _sparse.Keys.Order())
            {
                yield return (key.State, key.Memory, _sparse[key]);
            }

            yield break;
        }

        for (var state = 0L; state < _dense.Length; state++)
        {
            if (_dense[state] > 0)
            {
                yield return (state, 0, _dense[state]);
            }
        }
    }
}
