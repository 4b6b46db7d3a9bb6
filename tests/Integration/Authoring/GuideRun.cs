using System.Text;
using System.Text.RegularExpressions;

namespace Unmask.Tests.Integration.Authoring;

/// <summary>The commands of a page, followed in order.</summary>
/// <param name="Folder">Where they were started.</param>
/// <param name="Printed">Everything they printed.</param>
internal sealed partial record GuideRun(string Folder, string Printed)
{
    /// <summary>The guide of plugin authors.</summary>
    public static string Page { get; } = Path.Combine(UnmaskProgram.Root, "docs", "plugin-authors.md");

    /// <summary>Follows the guide; a command whose exit code is not the one the guide says ends it.</summary>
    public static GuideRun Execute(Outside outside, string folder)
    {
        var printed = new StringBuilder();
        var here = folder;
        foreach (var line in CodeBlocks.Of(Page).Where(block => block.Language == "sh").SelectMany(block => block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)))
        {
            var command = Command().Match(line);
            var (words, code) = (command.Groups["words"].Value, command.Groups["code"] is { Success: true } said ? int.Parse(said.Value, null) : 0);
            if (words.StartsWith("cd ", StringComparison.Ordinal))
            {
                here = Path.GetFullPath(words[3..], here);
                Assert.True(Directory.Exists(here), line);
                continue;
            }

            var outcome = outside.Shell(here, words);
            Assert.True(outcome.ExitCode == code, $"{line}\nended with {outcome.ExitCode}\n{outcome.Out}{outcome.Error}");
            printed.Append(outcome.Out).Append(outcome.Error);
        }

        return new GuideRun(folder, printed.ToString());
    }

    [GeneratedRegex("^(?<words>.*?)(\\s+# exit code (?<code>[0-9]+))?$")]
    private static partial Regex Command();
}
