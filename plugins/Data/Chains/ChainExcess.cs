namespace Unmask.Plugins.Data.Chains;

/// <summary>Averages a distortion of a chain's conditionals over all masks: a row depends only on the nearest revealed tokens.</summary>
/// <remarks>
/// <para>For a homogeneous chain the row between revealed tokens depends on the two gaps, not on the place: O(L² S²) rows,
/// and fewer where the powers settle. For one with a matrix for each step O(L³ S²) rows.</para>
/// <para>Thread-safe; the same numbers on any number of threads.</para>
/// </remarks>
internal sealed class ChainExcess(Chain chain) : IMappedCurve
{
    private const double MostEntries = 4e9;
    private const double MostPairEntries = 1 << 27;

    /// <inheritdoc/>
    public double? MappedCost
    {
        get
        {
            double length = chain.Shape.Length, states = chain.Shape.States;
            if (!chain.Homogeneous)
            {
                var rows = states * states * length * length * Math.Max(1, length / 6);
                return rows * states <= MostEntries && length * length * states * states <= MostPairEntries ? rows : null;
            }

            if (length * states * states > MostEntries || !chain.Powers!.Reaches(chain.Shape.Length - 1))
            {
                return null;
            }

            double gaps = chain.Powers.Count, used = new ExpectedCounts(chain).Before(chain.Shape.Length).Count(count => count > 0);
            var distinct = (used * used * gaps * (chain.Powers.Settles ? gaps : gaps / 2)) + (used * gaps * chain.DistinctMarginals);
            return distinct * states <= MostEntries && length * gaps * states * states <= MostEntries ? distinct : null;
        }
    }

    /// <inheritdoc/>
    public double[] Excess(IRowMap map, CancellationToken stop)
    {
        if (map.IsIdentity)
        {
            return new double[chain.Shape.Length];
        }

        return chain.Homogeneous ? new HomogeneousExcess(chain, map).Average(stop) : new SteppedExcess(chain, map).Average(stop);
    }
}
