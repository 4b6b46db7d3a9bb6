using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Unmask.Host.Configuration;

namespace Unmask.Host.Runs;

/// <summary>Names a cell in messages.</summary>
internal static partial class Place
{
    /// <summary>Its number and place on the axes, such as <c>cell 3 (schedule:steps=16, predictor=noisy)</c>.</summary>
    public static string Of(CellPlace cell) => cell.Axes.Count == 0
        ? $"cell {cell.Index}"
        : $"cell {cell.Index} ({string.Join(", ", cell.Axes.Select(axis => $"{axis.Key}={Json.Plain(axis.Value)}"))})";

    /// <summary>Why a cell failed, and how to run it again; with <c>--debug</c> the stack trace too.</summary>
    /// <param name="pipeline">The run.</param>
    /// <param name="cell">The cell.</param>
    /// <param name="failure">Its failure.</param>
    /// <param name="options">How the run was asked for.</param>
    public static IEnumerable<string> Failed(Pipeline pipeline, CellPlace cell, CellFailure failure, RunOptions options) =>
    [
        $"{Of(cell)} failed in {failure.Plugin}: {failure.Message}",
        .. options.Debug && failure.Detail is { } detail ? detail.Split('\n').Select(line => line.TrimEnd()) : [],
        Again(pipeline, cell, options),
    ];

    /// <summary>The command that runs it alone: every axis narrowed to the cell's value, or to its variant by name.</summary>
    private static string Again(Pipeline pipeline, CellPlace cell, RunOptions options)
    {
        var command = string.Join(' ', new[] { "unmask", "run", Quoted(pipeline.Source) }.Concat(options.Words.Select(Quoted)));
        return $"  alone: {command}{string.Concat(cell.Axes.Select(axis => pipeline.Seeds > 1 && axis.Key == Sections.Seed
            ? $" {Sections.Seed}={Value(axis.Value)} {Sections.Seeds}=1"
            : $" --sweep {Quoted($"{axis.Key}={Value(axis.Value)}")}"))}";
    }

    private static string Value(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String && Json.Plain(value).IndexOfAny([',', '[', '{', '"']) >= 0 ? Json.OnOneLine(value) : Json.Plain(value);

    private static string Quoted(string word) => Harmless().IsMatch(word) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w@%+=:,./-]+$")]
    private static partial Regex Harmless();
}
