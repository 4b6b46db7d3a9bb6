using System.Runtime.InteropServices;

namespace Unmask.Interpretation;

/// <summary>Weights of states with equal states merged: an array where the space is small, a dictionary where it is not.</summary>
internal sealed class StateLaw
{
    private const long DenseLimit = 1 << 23;

    private readonly double[]? _dense;
    private readonly Dictionary<(long State, int Memory), double> _sparse = [];

    /// <summary>Creates a law without states.</summary>
    /// <param name="states">How many states there are.</param>
    /// <param name="remembers">Whether they have memories.</param>
    public StateLaw(double states, bool remembers)
    {
        if (states <= DenseLimit && !remembers)
        {
            _dense = new double[(int)states];
        }
    }

    private StateLaw(StateLaw like) => _dense = like._dense is { } dense ? new double[dense.Length] : null;

    /// <summary>A law over the same states, without any.</summary>
    public StateLaw Empty() => new(this);

    /// <summary>Adds weight to a state.</summary>
    public void Add(long state, int memory, double weight) => At(state, memory, out _) += weight;

    /// <summary>The weight of a state, 0 if it has none yet.</summary>
    public ref double At(long state, int memory, out bool known)
    {
        if (_dense is not null)
        {
            known = _dense[state] != 0;
            return ref _dense[state];
        }

        return ref CollectionsMarshal.GetValueRefOrAddDefault(_sparse, (state, memory), out known);
    }

    /// <summary>The states that have weight, in ascending order, so that sums do not depend on how they were merged.</summary>
    public IEnumerable<(long State, int Memory, double Weight)> Known()
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
            if (_dense[state] != 0)
            {
                yield return (state, 0, _dense[state]);
            }
        }
    }
}
