using System.Text.RegularExpressions;

namespace Unmask.Tests.Integration.Authoring;

/// <summary>The fenced blocks of a page.</summary>
internal static partial class CodeBlocks
{
    /// <summary>Every block with its language, which may be empty.</summary>
    public static IReadOnlyList<(string Language, string Text)> Of(string page) =>
        [.. Block().Matches(File.ReadAllText(page)).Select(block => (block.Groups["language"].Value, block.Groups["text"].Value))];

    /// <summary>Whether the lines of a block stand together in a text, indentation aside.</summary>
    public static bool IsIn(string block, string text) => Lines(text).Contains(Lines(block), StringComparison.Ordinal);

    private static string Lines(string text) => "\n" + string.Concat(text.Trim('\n').Split('\n').Select(line => line.Trim() + "\n"));

    [GeneratedRegex(@"^```(?<language>\w*)\n(?<text>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
