using Unmask.Host.Plugins;
using Unmask.Host.Reporting;
using Unmask.Tests.Unit.Host.Plugins;

namespace Unmask.Tests.Unit.Host.Reporting;

public class BibliographyTests
{
    private const string Text = """
        A comment, with an @ in it.
        @string{x = "y"}
        @article{rabiner1989tutorial,
          shorthand = {Rabiner 1989},
          author = "Rabiner, {Lawrence} R.",
          title = {A Tutorial on {Hidden} Markov Models},
          year = 1989
        }
        @misc{li2025, shorthand = {LC}, eprint = {2505.21400}, title = {A, {B = c}, and d}}
        @misc{cut, title = {never closed
        """;

    [Fact]
    public void Entries_are_read_with_their_fields()
    {
        var sources = Bibliography.Parse(Text);
        Assert.Equal(["rabiner1989tutorial", "li2025"], sources.Select(source => source.Key));
        Assert.Equal("Rabiner, {Lawrence} R.", sources[0].Field("author"));
        Assert.Equal("A Tutorial on {Hidden} Markov Models", sources[0].Field("title"));
        Assert.Equal("1989", sources[0].Field("year"));
        Assert.Equal("A, {B = c}, and d", sources[1].Field("title"));
        Assert.StartsWith("@misc{li2025,", sources[1].Text, StringComparison.Ordinal);
        Assert.EndsWith("}", sources[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LC (6), arXiv 2107.03006", "li2025", "arXiv-2107.03006")]
    [InlineData("T 1.8; Rabiner 1989", "rabiner1989tutorial")]
    [InlineData("arXiv 2310.16834, 2505.21400", "li2025", "arXiv-2310.16834")]
    [InlineData("as in li2025", "li2025")]
    [InlineData("LCG (6), Rabiner 1989.5, xLC")]
    [InlineData("T 1.8")]
    [InlineData("version 2505.2140")]
    public void A_reference_names_sources_by_shorthand_number_or_key(string reference, params string[] keys) =>
        Assert.Equal(keys, Bibliography.Cited(reference, Bibliography.Parse(Text)).Select(source => source.Key));

    [Fact]
    public void An_arXiv_number_without_an_entry_claims_nothing_else()
    {
        var source = Assert.Single(Bibliography.Cited("arXiv 2310.16834", []));
        Assert.Equal(["archivePrefix", "eprint", "note"], source.Fields.Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>A stranger's DLL embeds its own entries, whose shorthands are its own too.</summary>
    [Fact]
    public void Each_plugin_cites_from_its_own_assembly()
    {
        var stranger = Fixtures.Scan("Options").Plugins;
        var sources = Bibliography.Parse(Bibliography.Of(stranger));
        Assert.Equal(["doe2020"], sources.Select(source => source.Key));

        var builtIn = PluginScanner.Scan(Path.Combine(Fixtures.BuiltIn, "Unmask.Schedules", "Unmask.Schedules.dll")).Plugins.Where(plugin => plugin.Name == "balanced");
        Assert.Equal(["doe2020", "li2025convergence"], Bibliography.Parse(Bibliography.Of(stranger.Concat(builtIn))).Select(source => source.Key));
        Assert.Equal("", Bibliography.Of([]));
    }
}
