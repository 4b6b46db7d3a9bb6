namespace Unmask.Testing;

/// <summary>Distortions of rows to average over masks.</summary>
internal static class RowMaps
{
    public static IReadOnlyList<IRowMap> All { get; } =
    [
        new Each("the identity", static (p, _) => p),
        new Each("a mixture with the uniform law", static (p, states) => (0.9 * p) + (0.1 / states)),
        new Each("squares", static (p, _) => p * p),
        new Each("square roots", static (p, _) => Math.Sqrt(p)),
        new Likeliest(),
    ];

    /// <summary>A function of each probability, normalised.</summary>
    private sealed class Each(string name, Func<double, int, double> change) : IRowMap
    {
        public void Map(ReadOnlySpan<double> exact, Span<double> row)
        {
            var sum = 0.0;
            for (var v = 0; v < exact.Length; v++)
            {
                row[v] = change(exact[v], exact.Length);
                sum += row[v];
            }

            foreach (ref var p in row)
            {
                p /= sum;
            }
        }

        public override string ToString() => name;
    }

    /// <summary>All probability to the likeliest symbol: infinite wherever another is possible.</summary>
    private sealed class Likeliest : IRowMap
    {
        public void Map(ReadOnlySpan<double> exact, Span<double> row)
        {
            var likeliest = 0;
            for (var v = 1; v < exact.Length; v++)
            {
                likeliest = exact[v] > exact[likeliest] ? v : likeliest;
            }

            row.Clear();
            row[likeliest] = 1;
        }

        public override string ToString() => "the likeliest symbol";
    }
}
