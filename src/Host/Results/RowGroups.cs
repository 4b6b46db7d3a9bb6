namespace Unmask.Host.Results;

/// <summary>Divides rows into the groups of a Parquet file: of bounded size, and such that the smallest and largest text of each column are beyond doubt.</summary>
/// <remarks>
/// Readers leave out groups by their smallest and largest text in the order of code points; the library finds them in the order of UTF-16.
/// The two differ only between texts that both have characters from U+D800 on (such as emoji), so a group has at most one such text a column.
/// </remarks>
internal sealed class RowGroups(IReadOnlyList<ResultColumn> columns)
{
    private const int Most = 1 << 16;

    private readonly string?[] _high = new string?[columns.Count];

    /// <summary>The groups, in order, none of them empty.</summary>
    public IEnumerable<IReadOnlyList<ResultRow>> Of(IEnumerable<ResultRow> rows)
    {
        var group = new List<ResultRow>();
        foreach (var row in rows)
        {
            if (group.Count == Most || !Admits(row))
            {
                yield return group;
                group = [];
                Array.Clear(_high);
                Admits(row);
            }

            group.Add(row);
        }

        if (group.Count > 0)
        {
            yield return group;
        }
    }

    private bool Admits(ResultRow row)
    {
        var all = true;
        for (var i = 0; i < _high.Length; i++)
        {
            if (columns[i].Text(row) is { } text && text.AsSpan().ContainsAnyInRange('\uD800', '\uFFFF'))
            {
                all &= (_high[i] ??= text) == text;
            }
        }

        return all;
    }
}
