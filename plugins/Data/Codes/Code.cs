namespace Unmask.Plugins.Data.Codes;

/// <summary>A linear code: all sums of multiples of some rows over a prime field, here from a basis in which some positions spell the message.</summary>
/// <remarks>Immutable, so thread-safe.</remarks>
internal sealed class Code
{
    private readonly int[][] _basis;
    private readonly int[] _information;

    /// <summary>Brings a generator into reduced echelon form; rows that are sums of multiples of others are left out.</summary>
    /// <param name="field">The field.</param>
    /// <param name="length">Length n.</param>
    /// <param name="rows">Any number of rows of n entries.</param>
    public Code(PrimeField field, int length, IEnumerable<int[]> rows)
    {
        (Field, Length) = (field, length);
        var (basis, information, dependent) = (new List<int[]>(), new List<int>(), new List<int>());
        foreach (var (number, given) in rows.Index())
        {
            int[] row = [.. given];
            for (var r = 0; r < basis.Count; r++)
            {
                field.AddScaled(field.Negate(row[information[r]]), basis[r], row);
            }

            var lead = Array.FindIndex(row, entry => entry != 0);
            if (lead < 0)
            {
                dependent.Add(number);
                continue;
            }

            field.Scale(field.Inverse(row[lead]), row);
            foreach (var other in basis)
            {
                field.AddScaled(field.Negate(other[lead]), row, other);
            }

            basis.Add(row);
            information.Add(lead);
        }

        (_basis, _information, Dependent) = ([.. basis], [.. information], dependent);
    }

    /// <summary>The field.</summary>
    public PrimeField Field { get; }

    /// <summary>Length n.</summary>
    public int Length { get; }

    /// <summary>Dimension k: there are <c>q^k</c> words.</summary>
    public int Dimension => _basis.Length;

    /// <summary>The given rows that are sums of multiples of those before them.</summary>
    public IReadOnlyList<int> Dependent { get; }

    /// <summary>Writes column j of the basis, shape [k].</summary>
    public void Column(int j, Span<int> column)
    {
        for (var r = 0; r < Dimension; r++)
        {
            column[r] = _basis[r][j];
        }
    }

    /// <summary>Whether every word is 0 at a position.</summary>
    public bool IsZeroAt(int position) => Array.TrueForAll(_basis, row => row[position] == 0);

    /// <summary>The words at the positions of a window.</summary>
    public Code Window(int start, int length) => new(Field, length, _basis.Select(row => row[start..(start + length)]));

    /// <summary>The matrix A if the generator is written <c>[I | A]</c>, the positions that spell the message first; shape [k × (n−k)].</summary>
    public int[][] Redundancy()
    {
        int[] rest = [.. Enumerable.Range(0, Length).Except(_information)];
        return Array.ConvertAll(_basis, row => Array.ConvertAll(rest, j => row[j]));
    }

    /// <summary>The words orthogonal to all of these, of dimension n − k.</summary>
    public Code Dual() => new(Field, Length, Enumerable.Range(0, Length).Except(_information).Select(j =>
    {
        var word = new int[Length];
        word[j] = 1;
        for (var r = 0; r < Dimension; r++)
        {
            word[_information[r]] = Field.Negate(_basis[r][j]);
        }

        return word;
    }));

    /// <summary>Whether a sequence is a word.</summary>
    public bool Contains(ReadOnlySpan<int> x)
    {
        for (var j = 0; j < Length; j++)
        {
            if (At(x, j) != x[j])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Draws a word uniformly, one number for each dimension.</summary>
    public void Draw(ref Numerics.RandomStream random, Span<int> x)
    {
        foreach (var position in _information)
        {
            x[position] = random.NextInt(Field.Size);
        }

        // The positions that spell the message keep it.
        for (var j = 0; j < Length; j++)
        {
            x[j] = At(x, j);
        }
    }

    // Entry j of the word with the message that x spells.
    private int At(ReadOnlySpan<int> x, int j)
    {
        var sum = 0;
        for (var r = 0; r < _basis.Length; r++)
        {
            sum = Field.MultiplyAdd(sum, x[_information[r]], _basis[r][j]);
        }

        return sum;
    }
}
