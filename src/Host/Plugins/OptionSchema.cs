using System.Text.Json.Nodes;

namespace Unmask.Host.Plugins;

/// <summary>One option of a plugin: the source of validation, of <c>describe</c> and of the JSON Schema.</summary>
/// <param name="Name">As written in a configuration (the parameter's name in camel case).</param>
/// <param name="Type">What it holds.</param>
/// <param name="Required">True if it has no default.</param>
/// <param name="Default">Its default, null where that is null or there is none.</param>
/// <param name="Minimum">The smallest allowed number, or null.</param>
/// <param name="Maximum">The largest allowed number, or null.</param>
/// <param name="Description">One line with unit.</param>
internal sealed record OptionSchema(
    string Name, OptionType Type, bool Required, JsonNode? Default, double? Minimum, double? Maximum, string? Description)
{
    /// <summary>True if the minimum itself is not allowed.</summary>
    public bool MinimumIsExclusive { get; init; }

    /// <summary>True if the maximum itself is not allowed.</summary>
    public bool MaximumIsExclusive { get; init; }
}

/// <summary>The type of an option.</summary>
/// <param name="Kind">What a scalar of it is.</param>
internal sealed record OptionType(OptionKind Kind)
{
    /// <summary>How many arrays deep: 0 for a scalar, 2 for a matrix.</summary>
    public int Rank { get; init; }

    /// <summary>True if one element may stand for an array of one.</summary>
    public bool OneOrMany { get; init; }

    /// <summary>True if null is a value.</summary>
    public bool Nullable { get; init; }

    /// <summary>True if the text names an input file.</summary>
    public bool InputFile { get; init; }

    /// <summary>The allowed words of a <see cref="OptionKind.Choice"/>, as written in a configuration (camel case).</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The section a <see cref="OptionKind.Component"/> is chosen from.</summary>
    public string? Section { get; init; }
}

/// <summary>What a scalar option holds.</summary>
internal enum OptionKind
{
    /// <summary>A 32-bit integer.</summary>
    Integer,

    /// <summary>A 64-bit integer.</summary>
    LongInteger,

    /// <summary>A finite double.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Text.</summary>
    Text,

    /// <summary>One word of a list.</summary>
    Choice,

    /// <summary>Another plugin with its own options.</summary>
    Component,

    /// <summary>Tokens by position; no option of a plugin, see <see cref="GivenOption"/>.</summary>
    Tokens,

    /// <summary>An amount of memory, read as bytes; no option of a plugin, see <see cref="Configuration.ByteSize"/>.</summary>
    Bytes,
}
