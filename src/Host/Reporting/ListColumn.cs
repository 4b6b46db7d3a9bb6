using System.Globalization;
using System.Text.Json;
using Unmask.Host.Runs;

namespace Unmask.Host.Reporting;

/// <summary>The values of one list, such as <c>information.curve</c>, in all cells; equal lists are kept once, and none beyond a size.</summary>
/// <remarks>As JSON <c>{"name":…,"lists":{"values":[{"value":[…],"error":[…]}],"of":[…]},"leftOut":3}</c>. Not thread-safe.</remarks>
/// <param name="name">Its name.</param>
/// <param name="cells">How many cells there are.</param>
internal sealed class ListColumn(string name, int cells)
{
    /// <summary>Longer lists are left out, such as the law of a large space.</summary>
    private const int Longest = 4096;

    /// <summary>How many numbers of one name are kept.</summary>
    private const int Most = 1 << 18;

    private readonly CodedColumn<MetricValue[]> _lists = new(cells, Write);
    private long _numbers;
    private int _leftOut;

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Sets the list of a cell.</summary>
    /// <param name="cell">The cell's number.</param>
    /// <param name="values">Its values, in any order.</param>
    public void Set(int cell, IEnumerable<MetricValue> values)
    {
        var list = values.OrderBy(value => value.Index).ToArray();
        if (list.Length > Longest || _numbers + list.Length > Most)
        {
            _leftOut++;
            return;
        }

        var before = _lists.Count;
        _lists.Set(cell, list, string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', list.Select(value => value.Value))}/{string.Join(' ', list.Select(value => value.Error))}"));
        _numbers += _lists.Count > before ? list.Length : 0;
    }

    /// <summary>Writes the column as an element of an array.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        _lists.Write(writer, "lists");
        writer.WriteNumber("leftOut", _leftOut);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, MetricValue[] list)
    {
        writer.WriteStartObject();
        writer.Numbers("value", list.Select(value => (double?)value.Value));
        if (list.Any(value => value.Error is not null))
        {
            writer.Numbers("error", list.Select(value => value.Error));
        }

        writer.WriteEndObject();
    }
}
