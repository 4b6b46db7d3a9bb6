using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Conditioning;

/// <summary>Reads the option <c>given</c> for a data law: what its positions, symbols and texts mean to it.</summary>
internal static class GivenReading
{
    /// <summary>The tokens that are given; null if any is wrong.</summary>
    /// <param name="option">Validated: positions, each with a symbol, a list of symbols or a text.</param>
    /// <param name="law">The law of full sequences.</param>
    /// <param name="kind">What messages call the law.</param>
    /// <param name="problems">Receives what is wrong, with paths such as <c>given/5</c>.</param>
    public static GivenTokens? Read(JsonObject option, IDataDistribution law, string kind, Problems problems)
    {
        var (before, shape) = (problems.All.Count, law.Shape);
        var (tokens, by) = (new int[shape.Length], new string?[shape.Length]);
        Array.Fill(tokens, shape.Mask);
        foreach (var (key, value) in option)
        {
            var path = $"{GivenOption.Name}/{key}";
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var first) || first >= shape.Length)
            {
                problems.Add(path, $"Got the position {key}; expected 0 to {shape.Length - 1}, since a sequence of this law has {shape.Length} tokens.");
                continue;
            }

            if (Symbols(value!, law, kind, out var symbols) is { } wrong)
            {
                problems.Add(path, wrong);
                continue;
            }

            if (symbols.Length > shape.Length - first)
            {
                problems.Add(path, $"Got {symbols.Length} symbols from position {first} on; expected at most {shape.Length - first}, since a sequence of this law has {shape.Length} tokens.");
                continue;
            }

            foreach (var (n, symbol) in symbols.Index())
            {
                var i = first + n;
                var at = value is JsonArray ? $"{path}/{n}" : path;
                if (symbol < 0 || symbol >= shape.States)
                {
                    problems.Add(at, $"Got the symbol {symbol}; expected 0 to {shape.States - 1}, the {shape.States} symbols of {kind}.");
                }
                else if (by[i] is { } other)
                {
                    problems.Add(at, $"Got a token for position {i}, which {GivenOption.Name}/{other} gives too; expected one for each position.");
                }

                (tokens[i], by[i]) = (symbol, key);
            }
        }

        if (problems.All.Count == before && Array.TrueForAll(tokens, token => token != shape.Mask))
        {
            problems.Add(GivenOption.Name, $"Got a token for each of the {shape.Length} positions; expected at least one that is free, to be generated.");
        }

        return problems.All.Count == before ? new GivenTokens(shape, tokens) : null;
    }

    private static string? Symbols(JsonNode value, IDataDistribution law, string kind, out int[] symbols)
    {
        symbols = [];
        if (value.GetValueKind() == JsonValueKind.String)
        {
            var text = value.GetValue<string>();
            if (law.Find<ITokenizer>() is not { } tokenizer)
            {
                return $"Got the text \"{text}\"; expected symbols, 0 to {law.Shape.States - 1}, since {kind} reads no text.";
            }

            symbols = [.. tokenizer.Symbols(new MemoryStream(Encoding.UTF8.GetBytes(text)))];
        }
        else
        {
            symbols = value is JsonArray list ? [.. list.Select(Symbol)] : [Symbol(value)];
        }

        return symbols.Length == 0 ? $"Got {value.ToJsonString()}, which has no symbols; expected at least one." : null;
    }

    private static int Symbol(JsonNode? value) => (int)value!.GetValue<long>();
}
