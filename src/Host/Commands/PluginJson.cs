using System.Text.Json.Nodes;
using Unmask.Host.Plugins;

namespace Unmask.Host.Commands;

/// <summary>Plugins as JSON: the documents that <c>list --json</c> and <c>describe --json</c> print.</summary>
internal static class PluginJson
{
    /// <summary>What is installed and what was refused.</summary>
    /// <param name="plugins">The plugins to show.</param>
    /// <param name="refused">What was refused.</param>
    /// <param name="catalogue">Everything installed.</param>
    /// <param name="folders">Where it was looked for.</param>
    /// <param name="untried">If the plugins were checked: what each would have needed to be made too.</param>
    public static JsonObject List(
        IEnumerable<PluginDescription> plugins, IEnumerable<RefusedPlugin> refused, Catalogue catalogue, IEnumerable<string> folders, IReadOnlyDictionary<PluginDescription, string?>? untried) => new()
    {
        ["plugins"] = new JsonArray([.. plugins.Select(plugin =>
        {
            var node = Plugin(plugin);
            node["duplicate"] = catalogue.IsDuplicate(plugin);
            if (untried is not null)
            {
                node["check"] = new JsonObject { ["outcome"] = untried[plugin] is null ? "made" : "loaded", ["note"] = untried[plugin] };
            }

            return node;
        })]),
        ["refused"] = new JsonArray([.. refused.Select(each => new JsonObject { ["path"] = each.Path, ["reason"] = each.Reason })]),
        ["folders"] = new JsonArray([.. folders.Select(folder => JsonValue.Create(folder))]),
    };

    /// <summary>One plugin with its options and an example.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="all">What is installed: what takes it is shown with it.</param>
    public static JsonObject Describe(PluginDescription plugin, IEnumerable<PluginDescription> all)
    {
        var node = Plugin(plugin);
        node["options"] = new JsonArray([.. plugin.SectionOptions.Select(Option)]);
        node["example"] = ExampleSection.Of(plugin, all);
        return node;
    }

    private static JsonObject Plugin(PluginDescription plugin) => new()
    {
        ["kind"] = plugin.Section,
        ["name"] = plugin.Name,
        ["summary"] = plugin.Summary,
        ["equation"] = plugin.Equation,
        ["notes"] = plugin.Notes,
        ["reference"] = plugin.Reference,
        ["assembly"] = plugin.Assembly.Name,
        ["version"] = plugin.Assembly.Version,
        ["path"] = plugin.Assembly.Path,
        ["sha256"] = plugin.Assembly.Sha256,
    };

    private static JsonObject Option(OptionSchema option) => new()
    {
        ["name"] = option.Name,
        ["type"] = OptionText.Type(option.Type),
        ["rank"] = option.Type.Rank,
        ["nullable"] = option.Type.Nullable,
        ["required"] = option.Required,
        ["default"] = option.Default?.DeepClone(),
        ["minimum"] = option.Minimum,
        ["minimumIsExclusive"] = option.MinimumIsExclusive,
        ["maximum"] = option.Maximum,
        ["maximumIsExclusive"] = option.MaximumIsExclusive,
        ["choices"] = option.Type.Choices.Count == 0 ? null : new JsonArray([.. option.Type.Choices.Select(choice => JsonValue.Create(choice))]),
        ["component"] = option.Type.Section,
        ["description"] = option.Description,
    };
}
