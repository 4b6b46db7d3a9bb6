using System.Text.Json;
using Unmask.Host.Runs;

namespace Unmask.Host.Reporting;

/// <summary>The values of one scalar metric in all cells.</summary>
/// <remarks>
/// As JSON <c>{"name":"kl","value":[…],"error":[…],"method":…,"samples":…,"note":…}</c>, null where a cell has none; <c>error</c> is left
/// out where all are exact, the last two where there are none. Not thread-safe.
/// </remarks>
/// <param name="name">Its name.</param>
/// <param name="cells">How many cells there are.</param>
internal sealed class MetricColumn(string name, int cells)
{
    private readonly double?[] _values = new double?[cells];
    private readonly double?[] _errors = new double?[cells];
    private readonly CodedColumn<string> _methods = new(cells, static (writer, method) => writer.WriteStringValue(method));
    private readonly CodedColumn<long> _samples = new(cells, static (writer, samples) => writer.WriteNumberValue(samples));
    private readonly CodedColumn<string> _notes = new(cells, static (writer, note) => writer.WriteStringValue(note));

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Sets the value of a cell.</summary>
    public void Set(int cell, MetricValue value)
    {
        _values[cell] = value.Value;
        _errors[cell] = value.Error;
        _methods.Set(cell, value.Method, value.Method);
        if (value.Samples is { } samples)
        {
            _samples.Set(cell, samples, $"{samples}");
        }

        if (value.Note is { } note)
        {
            _notes.Set(cell, note, note);
        }
    }

    /// <summary>Writes the column as an element of an array.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("name", Name);
        writer.Numbers("value", _values);
        if (_errors.Any(error => error is not null))
        {
            writer.Numbers("error", _errors);
        }

        _methods.Write(writer, "method");
        if (_samples.Count > 0)
        {
            _samples.Write(writer, "samples");
        }

        if (_notes.Count > 0)
        {
            _notes.Write(writer, "note");
        }

        writer.WriteEndObject();
    }
}
