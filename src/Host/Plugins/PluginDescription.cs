using System.Text.Json.Nodes;
using Unmask.Host.Plugins.Store;

namespace Unmask.Host.Plugins;

/// <summary>A plugin as read from metadata, before any of its code is loaded.</summary>
/// <param name="Section">The section it can be named in, such as <c>schedule</c>.</param>
/// <param name="Name">Its kind, such as <c>balanced</c>.</param>
/// <param name="Summary">One line.</param>
/// <param name="Reference">The source of the definition.</param>
/// <param name="Equation">What it computes, as a formula; may be empty.</param>
/// <param name="Example">Options for an example, or null to show those that are required or have a default.</param>
/// <param name="TypeName">The full name of its class.</param>
/// <param name="Assembly">The file it is in.</param>
/// <param name="Options">Its options, in the order of its options record, then its components.</param>
internal sealed record PluginDescription(
    string Section, string Name, string Summary, string Reference, string Equation, JsonObject? Example, string TypeName, PluginAssembly Assembly, IReadOnlyList<OptionSchema> Options)
{
    /// <summary>What a user has to know beside the equation; may be empty.</summary>
    public string Notes { get; init; } = "";

    /// <summary>What can be written beside its kind in its section: its own options, and those that the section has for every plugin.</summary>
    public IEnumerable<OptionSchema> SectionOptions => Section == GivenOption.Section ? Options.Append(GivenOption.Schema) : Options;
}

/// <summary>An assembly file that holds plugins. Thread-safe.</summary>
/// <param name="Path">Its full path.</param>
/// <param name="Name">Its simple name.</param>
/// <param name="Version">Its informational version.</param>
/// <param name="Sha256">The hash of the file, lower-case hexadecimal.</param>
internal sealed record PluginAssembly(string Path, string Name, string Version, string Sha256)
{
    private readonly Lazy<PluginPackage> _package = new(() => PluginPackage.Read(Path, Sha256));

    /// <summary>The file and everything it brings along; read when first asked for, and the same from then on.</summary>
    /// <exception cref="PluginChangedException">The file is another by now.</exception>
    /// <exception cref="Configuration.UserErrorException">A file of it cannot be read.</exception>
    public PluginPackage Package
    {
        get => _package.Value;
        init => _package = new(value);
    }
}
