namespace Unmask.Plugins.Data.Codes;

/// <summary>Vectors over a prime field in echelon form, grown one at a time: Gaussian elimination in memory of the caller's.</summary>
/// <remarks>Entries beyond <paramref name="dimension"/> go along without being eliminated, such as the value of an equation.</remarks>
/// <param name="field">The field.</param>
/// <param name="dimension">Entries that are eliminated, k.</param>
/// <param name="memory">Room for k vectors, shape [k × width], all 0.</param>
internal readonly ref struct Echelon(PrimeField field, int dimension, Span<int> memory)
{
    private readonly Span<int> _rows = memory;

    /// <summary>Subtracts multiples of the vectors held, so that what is left has no entry where they lead.</summary>
    /// <param name="vector">The vector, shape [width]; receives what is left.</param>
    /// <returns>The first entry that is not 0, or −1 if the vector is a sum of multiples of those held.</returns>
    public int Reduce(Span<int> vector)
    {
        var lead = -1;
        for (var j = 0; j < dimension; j++)
        {
            if (vector[j] == 0)
            {
                continue;
            }

            var row = Row(j, vector.Length);
            if (row[j] != 0)
            {
                field.AddScaled(field.Negate(vector[j]), row, vector);
            }
            else if (lead < 0)
            {
                lead = j;
            }
        }

        return lead;
    }

    /// <summary>Holds a reduced vector with this leading entry.</summary>
    public void Hold(int lead, ReadOnlySpan<int> vector)
    {
        var row = Row(lead, vector.Length);
        vector.CopyTo(row);
        field.Scale(field.Inverse(vector[lead]), row);
    }

    /// <summary>Lets the vector with this leading entry go; only the one held last.</summary>
    public void Release(int lead, int width) => Row(lead, width).Clear();

    private Span<int> Row(int lead, int width) => _rows.Slice(lead * width, width);
}
