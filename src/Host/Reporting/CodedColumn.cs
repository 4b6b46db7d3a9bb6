using System.Text.Json;

namespace Unmask.Host.Reporting;

/// <summary>One value a cell, of which few differ: the different ones, and for each cell the place of its own among them.</summary>
/// <remarks>As JSON <c>{"values":[…],"of":[0,0,1,-1]}</c>, −1 for none; <c>of</c> is left out where every cell has the first. Not thread-safe.</remarks>
/// <typeparam name="T">What the values are.</typeparam>
/// <param name="cells">How many cells there are.</param>
/// <param name="write">Writes a value.</param>
internal sealed class CodedColumn<T>(int cells, Action<Utf8JsonWriter, T> write)
{
    private readonly Dictionary<string, int> _places = [];
    private readonly List<T> _values = [];
    private readonly int[] _of = [.. Enumerable.Repeat(-1, cells)];

    /// <summary>How many different values there are.</summary>
    public int Count => _values.Count;

    /// <summary>Sets the value of a cell.</summary>
    /// <param name="cell">The cell's number.</param>
    /// <param name="value">Its value.</param>
    /// <param name="key">Equal for equal values.</param>
    public void Set(int cell, T value, string key)
    {
        if (!_places.TryGetValue(key, out var place))
        {
            _places.Add(key, place = _values.Count);
            _values.Add(value);
        }

        _of[cell] = place;
    }

    /// <summary>Writes the column as a member of an object.</summary>
    public void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteStartArray("values");
        foreach (var value in _values)
        {
            write(writer, value);
        }

        writer.WriteEndArray();
        if (_of.Any(place => place != 0))
        {
            writer.WriteStartArray("of");
            foreach (var place in _of)
            {
                writer.WriteNumberValue(place);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
