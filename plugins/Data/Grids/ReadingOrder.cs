namespace Unmask.Plugins.Data.Grids;

/// <summary>The order in which the spins of a grid are read: row by row, or column by column where rows are the longer side.</summary>
/// <param name="Rows">Rows of the grid.</param>
/// <param name="Columns">Columns of the grid; a sequence is row by row.</param>
internal readonly record struct ReadingOrder(int Rows, int Columns)
{
    /// <summary>Whether spins are read column by column.</summary>
    public bool Turned => Columns > Rows;

    /// <summary>The narrower side: how many spins a line has.</summary>
    public int Width => Math.Min(Rows, Columns);

    /// <summary>The other side: the number of lines.</summary>
    public int Lines => Math.Max(Rows, Columns);

    /// <summary>The position in the sequence of the i-th spin that is read.</summary>
    public int Place(int i) => Turned ? (i % Rows * Columns) + (i / Rows) : i;

    /// <summary>When the spin at a position of the sequence is read.</summary>
    public int Read(int position) => Turned ? (position % Columns * Rows) + (position / Columns) : position;
}
