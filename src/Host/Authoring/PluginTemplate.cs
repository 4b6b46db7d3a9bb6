using System.Text;
using System.Text.RegularExpressions;

namespace Unmask.Host.Authoring;

/// <summary>The files that a new plugin starts from: one folder a kind, beside what all kinds have in common.</summary>
/// <remarks><c>dotnet new unmask-plugin</c> writes the same files from the same folder.</remarks>
/// <param name="folder">The folder that holds them.</param>
internal sealed partial class PluginTemplate(string folder)
{
    private const string Common = "common";
    private const string Feed = "nuget.config";

    /// <summary>The kinds, sorted.</summary>
    public IReadOnlyList<string> Kinds { get; } =
        [.. Directory.EnumerateDirectories(folder).Select(Path.GetFileName).OfType<string>().Where(name => name != Common && !name.StartsWith('.')).Order(StringComparer.Ordinal)];

    /// <summary>Whether the code of this kind, comments and texts aside, has a word that a class of this name would hide.</summary>
    public bool Uses(string kind, string word) => Roots(kind).SelectMany(All).Where(file => file.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(File.ReadLines)
        .Any(line => Regex.IsMatch(NoCode().Replace(line, ""), $@"\b{word}(Options|Tests|Attribute)?\b"));

    /// <summary>Writes a project.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="name">What takes the place of the template's name.</param>
    /// <param name="feed">Where NuGet finds the packages, relative to the project or absolute; null if it knows.</param>
    /// <param name="to">The project's folder; existing files in it are never overwritten.</param>
    public void Write(string kind, PluginName name, string? feed, string to)
    {
        string Filled(string text) => text.Replace(nameof(PluginName), name.Class, StringComparison.Ordinal)
            .Replace("plugin-name", name.Kind, StringComparison.Ordinal)
            .Replace("unmask-feed", feed, StringComparison.Ordinal);
        foreach (var root in Roots(kind))
        {
            foreach (var file in All(root).Where(file => feed is not null || Path.GetFileName(file) != Feed))
            {
                var path = Path.Combine(to, Filled(Path.GetRelativePath(root, file)));
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var writer = new StreamWriter(new FileStream(path, FileMode.CreateNew), new UTF8Encoding(false));
                writer.Write(Filled(File.ReadAllText(file)));
            }
        }
    }

    private string[] Roots(string kind) => [Path.Combine(folder, Common), Path.Combine(folder, kind)];

    private static IEnumerable<string> All(string root) => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories);

    [GeneratedRegex("//.*|\"[^\"]*\"")]
    private static partial Regex NoCode();
}
