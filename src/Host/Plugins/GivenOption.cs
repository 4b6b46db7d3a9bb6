namespace Unmask.Host.Plugins;

/// <summary>The option <c>given</c> that the host adds to every data law: tokens that are given, so that the others are generated.</summary>
/// <remarks>No plugin sees it: the host conditions the law (<c>docs/decisions/given.md</c>).</remarks>
internal static class GivenOption
{
    /// <summary>The section that has it.</summary>
    public const string Section = Configuration.Sections.Data;

    /// <summary>Its name.</summary>
    public const string Name = "given";

    /// <summary>As <c>describe</c>, validation and the JSON Schema see it.</summary>
    public static OptionSchema Schema { get; } = new(
        Name, new OptionType(OptionKind.Tokens) { Nullable = true }, false, null, null, null,
        "Tokens that are given, by position from 0, such as {\"0\": 3, \"5\": [1, 2]}; the others are generated. A list, or a text where the law reads text, goes on from its position");
}
