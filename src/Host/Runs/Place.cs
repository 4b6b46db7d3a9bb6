using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>Names a cell in messages.</summary>
internal static partial class Place
{
    /// <summary>Its number and place on the axes, such as <c>cell 3 (schedule:steps=16, predictor=noisy)</c>.</summary>
    public static string Of(CellConfiguration cell) => cell.Axes.Count == 0
        ? $"cell {cell.Index}"
        : $"cell {cell.Index} ({string.Join(", ", cell.Axes.Select(axis => $"{axis.Key}={Json.Plain(axis.Value)}"))})";

    /// <summary>Why a cell failed, and how to run it alone; with <c>--debug</c> the stack trace too.</summary>
    public static IEnumerable<string> Failed(Pipeline pipeline, CellConfiguration cell, CellFailure failure, RunOptions options) =>
    [
        $"{Of(cell)} failed in {failure.Plugin}: {failure.Message}",
        .. options.Debug && failure.Detail is { } detail ? detail.Split('\n').Select(line => line.TrimEnd()) : [],
        $"  alone: {Command(pipeline, cell, options)}",
    ];

    /// <summary>The command that runs it alone: every axis narrowed to the cell's value, a named variant written out.</summary>
    public static string Command(Pipeline pipeline, CellConfiguration cell, RunOptions options)
    {
        var narrowed = cell.Axes.SelectMany(axis => new[] { "--sweep", Quoted($"{axis.Key}={Value(pipeline, axis.Key, axis.Value)}") });
        return string.Join(' ', new[] { "unmask", "run", Quoted(pipeline.Source) }.Concat(options.Overrides.Select(Quoted)).Concat(narrowed));
    }

    private static string Value(Pipeline pipeline, string axis, JsonNode value)
    {
        var text = Json.Plain(value);
        return pipeline.Resolved["sweep"] is JsonObject sweep && sweep[axis] is JsonObject variants && variants[text] is { } variant ? Json.Plain(variant)
            : value.GetValueKind() == JsonValueKind.String && text.IndexOfAny([',', '[', '{', '"']) >= 0 ? Json.OnOneLine(value) : text;
    }

    private static string Quoted(string word) => Harmless().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w@%+=:,./-]+$")]
    private static partial Regex Harmless();
}
