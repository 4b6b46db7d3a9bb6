namespace Unmask.Host.Plugins.Checking;

/// <summary>What there is to say about a plugin's file, or about a folder that holds none that is looked at.</summary>
/// <param name="Path">The full path of the file or folder.</param>
/// <param name="Plugins">The plugins in it.</param>
/// <param name="Check">What came of loading it, or null if it holds no plugins to load.</param>
/// <param name="Findings">What is wrong or worth knowing; nothing if all is fine.</param>
internal sealed record PluginDiagnosis(string Path, IReadOnlyList<PluginDescription> Plugins, AssemblyCheck? Check, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether anything is wrong.</summary>
    public bool IsWrong => Findings.Any(finding => finding.IsWrong);
}

/// <summary>One thing about a plugin.</summary>
/// <param name="IsWrong">True if something does not work; false if it does and is still worth knowing.</param>
/// <param name="Topic">What it is about, one of a few words for scripts, such as <c>duplicate</c>.</param>
/// <param name="Text">What was found, and what to do about it.</param>
internal sealed record Finding(bool IsWrong, string Topic, string Text)
{
    /// <summary>Something that does not work.</summary>
    public static Finding Wrong(string topic, string text) => new(true, topic, text);

    /// <summary>Something that works and is worth knowing.</summary>
    public static Finding Note(string topic, string text) => new(false, topic, text);
}
