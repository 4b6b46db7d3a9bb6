using Unmask.Host.Plugins;

namespace Unmask.Host.Configuration;

/// <summary>What is installed, as far as a configuration needs to know. Thread-safe.</summary>
internal interface IPluginLookup
{
    /// <summary>The sections that this version has contracts for, such as <c>data</c> and <c>metrics</c>.</summary>
    IEnumerable<string> Sections { get; }

    /// <summary>The kinds that can be named in a section.</summary>
    IEnumerable<string> Names(string section);

    /// <summary>The plugin of a section by its kind.</summary>
    /// <param name="section">The section.</param>
    /// <param name="name">The kind, matched exactly.</param>
    /// <param name="problem">Why there is none (unknown, refused, or in two files), null where it was found.</param>
    PluginDescription? Find(string section, string name, out string? problem);
}
