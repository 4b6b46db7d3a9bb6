using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>Reads tokens by position, <c>{"0": 3, "5": [1, 2], "9": "the "}</c>, as far as that needs no data law. Not thread-safe.</summary>
/// <remarks>The result has the positions that are given, as written: an integer, a list of integers, or a text. A position that is null is free:
/// so a newer layer, or a value of an axis, frees what an older one gives.</remarks>
/// <param name="values">Reads symbols.</param>
/// <param name="errors">Receives what is wrong.</param>
internal sealed class GivenReader(OptionValueReader values, ErrorList errors)
{
    private static readonly OptionSchema _symbol = new("symbol", new OptionType(OptionKind.Integer), false, null, 0, null, null);
    private static readonly OptionSchema _symbols = _symbol with { Type = _symbol.Type with { Rank = 1 } };

    /// <summary>Reads the tokens; null if there are none, or if any is wrong, which is reported.</summary>
    public JsonObject? Read(SourceNode node)
    {
        if (node.Children is null)
        {
            if (node.Items is not null || node.Value.ValueKind != JsonValueKind.Null)
            {
                errors.Add(node, $"got {node.Describe()}; expected {OptionText.Expected(GivenOption.Schema)}");
            }

            return null;
        }

        var given = new JsonObject();
        foreach (var (position, symbols) in node.Children)
        {
            if (!IsPosition(position))
            {
                errors.Add(symbols, $"got the position '{position}'; expected a whole number, 0 for the first token");
            }
            else if (Symbols(symbols) is { } value)
            {
                given[position] = value;
            }
        }

        return given.Count == 0 ? null : given;
    }

    /// <summary>One spelling for each position, so that two layers mean the same one by it.</summary>
    private static bool IsPosition(string key) => key is "0" || (key.Length > 0 && key[0] is not '0' && key.All(char.IsAsciiDigit));

    private JsonNode? Symbols(SourceNode node) => node.Children is null ? node.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => node.Value.GetString(),
        JsonValueKind.Array => Read(node, _symbols),
        _ => Read(node, _symbol),
    } : Read(node, _symbol);

    private JsonNode? Read(SourceNode node, OptionSchema schema) => values.TryRead(node, schema, out var value) ? value : null;
}
