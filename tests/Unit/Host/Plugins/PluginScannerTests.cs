using Unmask.Host.Plugins;

namespace Unmask.Tests.Unit.Host.Plugins;

public class PluginScannerTests
{
    private static readonly PluginDescription _everything = Fixtures.Scan("Options").Plugins.Single(plugin => plugin.Name == "everything");

    [Fact]
    public void A_plugin_is_described_by_its_attribute_and_its_contract()
    {
        Assert.Equal(("schedule", "Has options of every type", "LC (6)", "Fixture.Options.Everything"), (_everything.Section, _everything.Summary, _everything.Reference, _everything.TypeName));
        Assert.Equal(("Fixture.Options", "0.1.0", Fixtures.Assembly("Options")), (_everything.Assembly.Name, _everything.Assembly.Version, _everything.Assembly.Path));
        Assert.Equal(64, _everything.Assembly.Sha256.Length);
    }

    [Theory]
    [InlineData("count", "Integer", 0, true, null, 1.0, 9.0, false, "A required integer")]
    [InlineData("matrix", "Number", 2, true, null, null, null, false, null)]
    [InlineData("files", "Text", 1, true, null, null, null, false, null)]
    [InlineData("large", "LongInteger", 0, false, "1099511627776", null, null, false, null)]
    [InlineData("weight", "Number", 0, false, "0.5", 0.0, 1.0, true, null)]
    [InlineData("flag", "Boolean", 0, false, "true", null, null, false, null)]
    [InlineData("text", "Text", 0, false, "\"text\"", null, null, false, null)]
    [InlineData("noText", "Text", 0, false, null, null, null, false, null)]
    [InlineData("colour", "Choice", 0, false, "\"green\"", null, null, false, null)]
    [InlineData("noColour", "Choice", 0, false, null, null, null, false, null)]
    [InlineData("noNumber", "Number", 0, false, null, 1.0, null, false, null)]
    [InlineData("deep", "Integer", 3, false, null, null, null, false, null)]
    [InlineData("inner", "Component", 0, false, "\"exact\"", null, null, false, "What it asks")]
    public void An_option_is_read_from_its_parameter(
        string name, string kind, int rank, bool required, string? fallback, double? least, double? most, bool above, string? description)
    {
        var option = _everything.Options.Single(each => each.Name == name);
        Assert.Equal((kind, rank, required, fallback), (option.Type.Kind.ToString(), option.Type.Rank, option.Required, option.Default?.ToJsonString()));
        Assert.Equal((least, most, above, false, description), (option.Minimum, option.Maximum, option.MinimumIsExclusive, option.MaximumIsExclusive, option.Description));
    }

    [Fact]
    public void Options_stand_in_order_of_declaration_and_components_last() => Assert.Equal(
        ["count", "matrix", "files", "large", "weight", "flag", "text", "noText", "colour", "noColour", "noNumber", "deep", "inner"],
        _everything.Options.Select(option => option.Name));

    [Fact]
    public void Marks_and_nullability_are_read()
    {
        Assert.Equal(["files"], Names(type => type.OneOrMany));
        Assert.Equal(["files"], Names(type => type.InputFile));
        Assert.Equal(["noText", "noColour", "noNumber", "deep"], Names(type => type.Nullable));
        Assert.Equal(["deepRed", "green"], _everything.Options.Single(option => option.Name == "noColour").Type.Choices);
        Assert.Equal("predictor", _everything.Options[^1].Type.Section);

        static IEnumerable<string> Names(Func<OptionType, bool> mark) => _everything.Options.Where(option => mark(option.Type)).Select(option => option.Name);
    }

    [Fact]
    public void A_contract_may_come_from_a_base_class() =>
        Assert.Equal("schedule", Fixtures.Scan("Options").Plugins.Single(plugin => plugin.Name == "bare").Section);

    [Theory]
    [InlineData("Hidden", "public class")]
    [InlineData("Unfinished", "neither abstract")]
    [InlineData("Generic`1", "nor generic")]
    [InlineData("Unnamed", "'No Name'")]
    [InlineData("NoContract", "no contract of a section")]
    [InlineData("TwoSections", "several sections (metrics, schedule)")]
    [InlineData("TwoConstructors", "2 public constructors")]
    [InlineData("DecimalOption", "'Money' is a System.Decimal")]
    [InlineData("DeepOption", "'Values'")]
    [InlineData("KindOption", "names the plugin itself")]
    [InlineData("GivenOption", "which every data law has")]
    [InlineData("TakesNoRecord", "NoRecord, which is no record")]
    [InlineData("TakesStranger", "'clock' of type System.TimeProvider")]
    public void A_malformed_class_is_refused_with_its_reason(string type, string reason)
    {
        var refused = Assert.Single(Fixtures.Scan("Malformed").Refused, refused => refused.Reason.StartsWith($"class Fixture.Malformed.{type}:", StringComparison.Ordinal));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Malformed_classes_leave_the_others_usable()
    {
        Assert.Equal("good", Assert.Single(Fixtures.Scan("Malformed").Plugins).Name);
        Assert.Equal(13, Fixtures.Scan("Malformed").Refused.Count);
    }

    [Fact]
    public void Every_built_in_family_is_found_and_nothing_of_it_refused()
    {
        var built = Catalogue.Scan([Fixtures.BuiltIn]);
        Assert.Empty(built.Refused);
        Assert.Equal(built.Sections, built.Plugins.Select(plugin => plugin.Section).Distinct());
        Assert.All(built.Plugins, plugin => Assert.NotEmpty(plugin.Summary));
        Assert.All(built.Plugins.SelectMany(plugin => plugin.Options).Where(option => option.Type.Kind != OptionKind.Component), option => Assert.False(string.IsNullOrEmpty(option.Description), option.Name));
    }
}
