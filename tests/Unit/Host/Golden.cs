using System.Runtime.CompilerServices;

namespace Unmask.Tests.Unit.Host;

/// <summary>Texts that were looked at by a person and must not change unseen; <c>UNMASK_GOLDEN=write</c> renews them.</summary>
internal static class Golden
{
    public static void Matches(string text, string variant = "", [CallerMemberName] string test = "", [CallerFilePath] string file = "")
    {
        text = string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
        var golden = Path.Combine(Path.GetDirectoryName(file)!, "Golden", $"{test}{variant}.txt");
        if (Environment.GetEnvironmentVariable("UNMASK_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(golden)!);
            File.WriteAllText(golden, text);
        }

        Assert.Equal(File.ReadAllText(golden).ReplaceLineEndings("\n"), text);
    }
}
