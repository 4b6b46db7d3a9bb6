using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Reads a value as the type its option declares. Not thread-safe.</summary>
/// <remarks>
/// Integers may be written <c>1e3</c> or <c>16.0</c>, exactly; text is no number, except where it was typed; NaN,
/// infinities, hexadecimal and undefined words are refused. The result is normalised: integers as <see cref="long"/>,
/// numbers as <see cref="double"/>, one-or-many as a list, input files as full paths.
/// </remarks>
/// <param name="files">Resolves input files.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class OptionValueReader(InputFiles files, ErrorList errors)
{
    /// <summary>How many bad elements of one list are reported one by one.</summary>
    private const int Shown = 5;

    /// <summary>Reads a value.</summary>
    /// <param name="node">Where it was written.</param>
    /// <param name="option">What is declared.</param>
    /// <param name="value">The normalised value; null for null.</param>
    /// <returns>False if it is wrong, which is reported.</returns>
    public bool TryRead(SourceNode node, OptionSchema option, out JsonNode? value)
    {
        value = null;
        if (node.Children is not null || node.Items is not null)
        {
            errors.Add(node, $"got {node.Describe()}; expected {OptionText.Expected(option)}");
            return false;
        }

        var written = Written(node, option.Type);
        if (written.ValueKind == JsonValueKind.Null && option.Type.Nullable)
        {
            return true;
        }

        var wrap = option.Type.OneOrMany && Depth(written) == option.Type.Rank - 1;
        var problems = new List<(string Path, string Message)>();
        value = Read(written, wrap ? option.Type.Rank - 1 : option.Type.Rank, node.Path, new Reading(node, option, problems));
        foreach (var (path, message) in problems.Take(Shown))
        {
            errors.Add(node, path, message);
        }

        if (problems.Count > Shown)
        {
            errors.Add(node, $"{problems.Count - Shown} more elements of this list are wrong in the same way");
        }

        value = wrap ? new JsonArray(value) : value;
        return problems.Count == 0;
    }

    /// <summary>The declared type decides how typed text is read: <c>name=1e3</c> stays text, <c>steps=8</c> is a number.</summary>
    private static JsonElement Written(SourceNode node, OptionType type) =>
        node.Typed is { } typed && type.Kind is OptionKind.Text or OptionKind.Choice
        && node.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Array) && !(type.Nullable && node.Value.ValueKind == JsonValueKind.Null)
            ? JsonSerializer.SerializeToElement(node.Typed)
            : node.Value;

    private static int Depth(JsonElement value) =>
        value.ValueKind != JsonValueKind.Array ? 0 : value.GetArrayLength() == 0 ? 1 : 1 + Depth(value[0]);

    private JsonNode? Read(JsonElement value, int rank, string path, Reading reading)
    {
        if (rank == 0)
        {
            return Scalar(value, path, reading);
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return reading.Wrong(path, value);
        }

        var list = new JsonArray();
        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            list.Add(Read(element, rank - 1, $"{path}/{index++}", reading));
        }

        return list;
    }

    private JsonNode? Scalar(JsonElement value, string path, Reading reading) => (reading.Option.Type.Kind, value.ValueKind) switch
    {
        (OptionKind.Integer or OptionKind.LongInteger, JsonValueKind.Number) => Integer(value, path, reading),
        (OptionKind.Number, JsonValueKind.Number) => Number(value, path, reading),
        (OptionKind.Bytes, JsonValueKind.Number) => Integer(value, path, reading),
        (OptionKind.Bytes, JsonValueKind.String) => Bytes(value, path, reading),
        (OptionKind.Boolean, JsonValueKind.True or JsonValueKind.False) => value.GetBoolean(),
        (OptionKind.Text, JsonValueKind.String) when reading.Option.Type.InputFile => InputFile(value.GetString()!, path, reading),
        (OptionKind.Text, JsonValueKind.String) => value.GetString(),
        (OptionKind.Choice, JsonValueKind.String) => Choice(value, path, reading),
        _ => reading.Wrong(path, value),
    };

    private static JsonNode? Integer(JsonElement value, string path, Reading reading)
    {
        var wide = reading.Option.Type.Kind != OptionKind.Integer;
        if (!ExactNumber.TryInteger(value.GetRawText(), out var integer))
        {
            var beyond = BigInteger.TryParse(value.GetRawText(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
            return reading.Wrong(path, value, beyond ? " and of 64 bits (at most 9,223,372,036,854,775,807)" : "");
        }

        return !wide && integer is < int.MinValue or > int.MaxValue ? reading.Wrong(path, value, " and of 32 bits (at most 2,147,483,647)")
            : InRange(integer, reading.Option) ? integer : reading.Wrong(path, value);
    }

    private static JsonNode? Bytes(JsonElement value, string path, Reading reading) =>
        ByteSize.Read(value.GetString()!) is { } bytes && InRange(bytes, reading.Option) ? bytes : reading.Wrong(path, value);

    private static JsonNode? Number(JsonElement value, string path, Reading reading)
    {
        if (!ExactNumber.TryDouble(value.GetRawText(), out var number))
        {
            return reading.Wrong(path, value, " that a double can hold");
        }

        return InRange(number, reading.Option) ? number + 0.0 : reading.Wrong(path, value);
    }

    private static bool InRange(double value, OptionSchema option) =>
        (option.Minimum is not { } minimum || (option.MinimumIsExclusive ? value > minimum : value >= minimum))
        && (option.Maximum is not { } maximum || (option.MaximumIsExclusive ? value < maximum : value <= maximum));

    private static JsonNode? Choice(JsonElement value, string path, Reading reading)
    {
        var word = value.GetString()!;
        var choices = reading.Option.Type.Choices;
        return choices.Contains(word, StringComparer.Ordinal) ? word : reading.Wrong(path, value, OptionText.DidYouMean(word, choices));
    }

    private JsonNode? InputFile(string file, string path, Reading reading)
    {
        var full = files.Resolve(file, reading.Node.Origin.Folder, out var problem);
        if (problem is null)
        {
            return full;
        }

        reading.Problems.Add((path, problem));
        return null;
    }

    private sealed record Reading(SourceNode Node, OptionSchema Option, List<(string Path, string Message)> Problems)
    {
        public JsonNode? Wrong(string path, JsonElement got, string hint = "")
        {
            Problems.Add((path, $"got {SourceNode.Describe(got)}; expected {OptionText.Expected(Option)}{hint}"));
            return null;
        }
    }
}
