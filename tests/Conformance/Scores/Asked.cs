using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Scores;

/// <summary>Scores and posteriors of every sequence of a small space without masks, at every position.</summary>
internal static class Asked
{
    /// <summary>Ratios, shape [S^L × L × S].</summary>
    public static double[] Scores(IScoreEstimator score, double time, int length, int states) => All(length, states, (in Query query, Span<double> rows) => score.Score(time, query, rows, CancellationToken.None));

    /// <summary>What a denoiser says, shape [S^L × L × S].</summary>
    public static double[] Posteriors(IDenoiser denoiser, double time, int length, int states) => All(length, states, (in Query query, Span<double> rows) => denoiser.Denoise(time, query, rows, CancellationToken.None));

    /// <summary>A matrix row by row.</summary>
    public static double[] Flat(double[,] matrix) => [.. matrix.Cast<double>()];

    /// <summary>Two numbers agree in their first eleven digits.</summary>
    public static void Near(double expected, double value, string where) =>
        Assert.True(Math.Abs(expected - value) <= 1e-11 * Math.Abs(expected), $"{where}: got {value:R}, expected {expected:R}");

    private static double[] All(int length, int states, Ask ask)
    {
        var count = Oracles.Laws.Count(length, states);
        var rows = new double[count * length * states];
        Array.Fill(rows, double.NaN);
        ask(
            new Query(
                new Shape(length, states),
                [.. Enumerable.Range(0, count).SelectMany(x => NoisyLaws.Tokens(x, length, states))],
                [.. Enumerable.Range(0, count + 1).Select(k => k * length)],
                [.. Enumerable.Range(0, count * length).Select(k => k % length)]),
            rows);
        return rows;
    }

    private delegate void Ask(in Query query, Span<double> rows);
}
