using Unmask.Plugins.Data.Chains;

namespace Unmask.Plugins.Data.Text;

/// <summary>Counts of each symbol after the k before it, in texts; nothing is counted across two texts.</summary>
internal static class ContextCounts
{
    /// <summary>Counts the texts.</summary>
    /// <param name="contexts">What is counted: a symbol after k symbols.</param>
    /// <param name="texts">The symbols of each.</param>
    /// <returns>Counts, row-major, shape [S^k × S].</returns>
    public static double[] Of(Contexts contexts, IEnumerable<IEnumerable<int>> texts)
    {
        var counts = new double[contexts.Count * contexts.States];
        foreach (var symbols in texts)
        {
            var (gram, seen) = (0, 0L);
            foreach (var symbol in symbols)
            {
                gram = (gram % contexts.Count * contexts.States) + symbol;
                if (++seen > contexts.Order)
                {
                    counts[gram]++;
                }
            }
        }

        return counts;
    }
}
