namespace Unmask;

/// <summary>Makes a public class a plugin. Nothing else is needed: no registration, no manifest.</summary>
/// <remarks>
/// <para>The class implements one contract that carries a <see cref="SectionAttribute"/>; that is the section of a
/// configuration it can be named in. Its public constructor may take, in any order: one options record, components of
/// other sections (the data law, the predictor, …; of a nullable type, such as <c>INoiseSchedule?</c>, null where the pipeline has
/// none), <see cref="Shape"/>, <see cref="IDerived{T}"/>, components of its own marked <see cref="ComponentAttribute"/>, and services of
/// its assembly (<see cref="IServiceRegistration"/>).</para>
/// <para>An options record is a positional record: each parameter is an option, its default the option's default. Types:
/// <c>int</c>, <c>long</c>, <c>double</c>, <c>bool</c>, <c>string</c>, enums, nullable forms of these, and arrays, up to
/// three deep. <c>[Range]</c> and <c>[Description]</c> on a parameter are its limits and its help.</para>
/// </remarks>
/// <param name="name">The kind as written in a configuration, such as <c>balanced</c>: lower case, words joined by hyphens.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PluginAttribute(string name) : Attribute
{
    /// <summary>The kind as written in a configuration.</summary>
    public string Name { get; } = name;

    /// <summary>One line that says what it computes.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What it computes, as a formula in plain text, such as <c>p̂ = (1 − weight) inner + weight / S</c>.</summary>
    public string Equation { get; init; } = "";

    /// <summary>What a user has to know beside the equation, in a sentence or two: where it does not apply and what to take instead.</summary>
    public string Notes { get; init; } = "";

    /// <summary>Options for an example, as a JSON object without <c>kind</c>, such as <c>{"steps": 16}</c>; if empty, those that are
    /// required and those with a default are shown.</summary>
    public string Example { get; init; } = "";

    /// <summary>
    /// The source of the definition, such as <c>LC (6)</c> or <c>arXiv 2107.03006</c>. What it names by shorthand, arXiv number or key in the <c>references.bib</c>
    /// that the assembly embeds is cited by the runs that use the plugin.
    /// </summary>
    public string Reference { get; init; } = "";
}
