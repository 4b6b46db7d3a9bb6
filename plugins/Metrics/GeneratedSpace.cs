using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>
/// What generated sequences are made of: the vocabulary, and the mask as one more symbol, the last, if the sampler
/// <see cref="ISampler.Leaves"/> any. Data has no masks: its laws are embedded, with probability 0 wherever a mask is.
/// </summary>
internal static class GeneratedSpace
{
    /// <summary>Length and symbols of generated sequences.</summary>
    public static Shape Of(ICell cell) => cell.Find<ISampler>()?.Generates(cell.Shape) ?? cell.Shape;

    /// <summary>A law of data, on the generated symbols.</summary>
    /// <param name="law">Shape [S^k], row-major, of k positions.</param>
    /// <param name="states">The symbols S of data.</param>
    /// <param name="generated">The symbols of what is generated, S or S + 1.</param>
    /// <returns>The law itself where the symbols are the same; else shape [(S+1)^k].</returns>
    public static double[] Embed(double[] law, int states, int generated)
    {
        if (states == generated)
        {
            return law;
        }

        return new TokenSpace((int)Math.Round(Math.Log(law.Length, states)), generated).Embed(law, states);
    }
}
