namespace Unmask;

/// <summary>The space of sequences: <c>{0, …, S−1}^L</c>, with the mask as symbol <c>S</c>.</summary>
/// <param name="Length">Sequence length <c>L ≥ 1</c>.</param>
/// <param name="States">Vocabulary size <c>S ≥ 2</c>; the mask is not counted.</param>
public readonly record struct Shape(int Length, int States)
{
    /// <summary>The symbol of a masked position, <c>S</c>.</summary>
    public int Mask => States;

    /// <summary>The number of sequences <c>S^L</c>, as a double since it may be far beyond any integer type.</summary>
    public double Sequences => Math.Pow(States, Length);

    /// <summary>The number of partly masked sequences <c>(S+1)^L</c>.</summary>
    public double MaskedSequences => Math.Pow(States + 1.0, Length);
}
