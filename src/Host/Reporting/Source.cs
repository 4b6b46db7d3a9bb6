using System.Text.RegularExpressions;

namespace Unmask.Host.Reporting;

/// <summary>An entry of a bibliography.</summary>
/// <param name="Key">What LaTeX cites it by, such as <c>li2025convergence</c>.</param>
/// <param name="Text">The entry as BibTeX, as it was written.</param>
/// <param name="Fields">Its fields by name, in lower case; braces around a whole value are taken off.</param>
internal sealed record Source(string Key, string Text, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>What a plugin's Reference may call it: its <c>shorthand</c>, its arXiv number (<c>eprint</c>), its key.</summary>
    public IEnumerable<string> Names => [Key, .. new[] { Field("shorthand"), Field("eprint") }.OfType<string>()];

    /// <summary>A field, or null.</summary>
    public string? Field(string name) => Fields.GetValueOrDefault(name);

    /// <summary>Whether a reference such as <c>LC (6), arXiv 2107.03006</c> names it, as words of their own.</summary>
    public bool IsNamedIn(string reference) => Names.Any(name => Regex.IsMatch(reference, $@"(?<![\p{{L}}\d.]){Regex.Escape(name)}(?![\p{{L}}\d]|\.\d)"));
}
