using Unmask.Tests.Oracles;

namespace Unmask.Tests.Conformance.Data;

/// <summary>Asks for rows without the ceremony of a batch.</summary>
internal static class Queries
{
    /// <summary>All sequences with at least one mask.</summary>
    public static List<int[]> Masked(int length, int states) =>
        [.. Enumerable.Range(0, Laws.Count(length, states + 1)).Select(k => Laws.Tokens(k, length, states + 1)).Where(x => x.Contains(states))];

    /// <summary>The rows of every masked position of each sequence, asked in one batch.</summary>
    public static double[][][] Ask(Rows rows, Shape shape, IReadOnlyList<int[]> sequences)
    {
        var positions = sequences.Select(x => Enumerable.Range(0, shape.Length).Where(i => x[i] == shape.Mask).ToArray()).ToList();
        var offsets = new int[sequences.Count + 1];
        for (var k = 0; k < sequences.Count; k++)
        {
            offsets[k + 1] = offsets[k] + positions[k].Length;
        }

        var flat = new double[offsets[^1] * shape.States];
        rows(new Query(shape, sequences.SelectMany(x => x).ToArray(), offsets, positions.SelectMany(p => p).ToArray()), flat);
        return [.. sequences.Select((_, k) => Enumerable.Range(offsets[k], positions[k].Length).Select(n => flat[(n * shape.States)..((n + 1) * shape.States)]).ToArray())];
    }

    public static double[][][] Ask(IConditionalLaw law, Shape shape, params IReadOnlyList<int[]> sequences) =>
        Ask((in Query query, Span<double> rows) => law.Conditionals(query, rows, default), shape, sequences);

    public static double[][][] Ask(IMaskPredictor predictor, Shape shape, params IReadOnlyList<int[]> sequences) =>
        Ask((in Query query, Span<double> rows) => predictor.Predict(query, rows, default), shape, sequences);

    public delegate void Rows(in Query query, Span<double> rows);
}
