namespace Unmask.Tests.Oracles;

/// <summary>Sets of positions, by listing them.</summary>
public static class Partitions
{
    /// <summary>All subsets of a given size, in the order of <paramref name="from"/>.</summary>
    public static IEnumerable<int[]> Subsets(int[] from, int size)
    {
        if (size == 0)
        {
            yield return [];
        }
        else if (size <= from.Length)
        {
            foreach (var rest in Subsets(from[1..], size - 1))
            {
                yield return [from[0], .. rest];
            }

            foreach (var rest in Subsets(from[1..], size))
            {
                yield return rest;
            }
        }
    }

    /// <summary>All mask sequences: ordered partitions of 0…L−1 into blocks of the given sizes, in reveal order; equally likely.</summary>
    public static IEnumerable<int[][]> Ordered(int[] sizes) => Ordered([.. Enumerable.Range(0, sizes.Sum())], sizes);

    private static IEnumerable<int[][]> Ordered(int[] left, int[] sizes)
    {
        if (sizes.Length == 0)
        {
            yield return [];
        }
        else
        {
            foreach (var block in Subsets(left, sizes[0]))
            {
                foreach (var rest in Ordered([.. left.Except(block)], sizes[1..]))
                {
                    yield return [block, .. rest];
                }
            }
        }
    }
}
