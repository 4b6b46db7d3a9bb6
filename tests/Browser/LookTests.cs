using System.Text.Json.Nodes;
using System.Xml.Linq;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Browser;

/// <summary>The page in dark mode, on a phone, to assistive technology, and as pictures.</summary>
public sealed class LookTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData(1100, false)]
    [InlineData(360, true)]
    public async Task It_fits_the_window_and_has_no_barriers(int width, bool dark)
    {
        await using var report = await chromium.Open(await HandMade.Report(_work.Path, Pipeline, Measured), width, dark);
        Assert.Equal(width, await report.Ask<int>("document.documentElement.scrollWidth"));
        Assert.Empty(await report.Ask<string[]>($"[...document.querySelectorAll('main *')].filter(each => !each.closest('.scroll, .menu > div, svg') && each.getBoundingClientRect().right > {width}).map(each => each.outerHTML.slice(0, 200))"));
        Assert.Equal(dark ? "rgb(25, 26, 28)" : "rgb(255, 253, 249)", await report.Ask<string>("getComputedStyle(document.documentElement).backgroundColor"));
        Assert.True(await report.Page.Locator("#plot svg path").CountAsync() > 10);

        // Contrast, names of controls, roles, order of headings: whatever axe knows of.
        var barriers = (await report.Page.RunAxe()).Violations;
        Assert.True(barriers.Length == 0, string.Join('\n', barriers.Select(barrier => $"{barrier.Id}: {barrier.Help}: {string.Join(", ", barrier.Nodes.Select(node => node.Html))}")));
    }

    [Fact]
    public async Task Charts_are_saved_as_SVG_and_PNG()
    {
        await using var report = await chromium.Open(await HandMade.Report(_work.Path, Pipeline, Measured));
        foreach (var section in (string[])["#plots", "#curve", "#trajectory"])
        {
            var picture = await Saved(report, section, "SVG");
            var svg = XDocument.Load(picture).Root!;
            Assert.Equal("{http://www.w3.org/2000/svg}svg", $"{svg.Name}");
            Assert.Equal("760", svg.Attribute("width")!.Value);
            Assert.True(svg.Descendants("{http://www.w3.org/2000/svg}path").Count() > 5);
            Assert.Contains(svg.Descendants("{http://www.w3.org/2000/svg}text"), text => text.Value is "schedule:steps" or "tokens revealed, w" or "position");

            var bytes = await File.ReadAllBytesAsync(await Saved(report, section, "PNG"), TestContext.Current.CancellationToken);
            Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
            Assert.Equal([0, 0, 1520 >> 8, 1520 & 255, 0, 0, 920 >> 8, 920 & 255], bytes[16..24]);
        }
    }

    [Fact]
    public async Task Lines_are_told_apart_without_colour_and_follow_what_is_chosen()
    {
        await using var report = await chromium.Open(await HandMade.Report(_work.Path, Pipeline, Measured));
        Assert.Equal("kl against schedule:steps, a line for each data:coupling; 7 points; dashed: bounds.sharpest. Bars are one standard error.", (await report.Page.Locator("#plot-caption div").AllInnerTextsAsync())[0]);
        var dashes = await report.Page.Locator("#plot svg path[stroke-dasharray]").EvaluateAllAsync<string[]>("paths => paths.map(path => path.getAttribute('stroke-dasharray'))");
        Assert.NotEmpty(dashes);
        await report.Page.Locator("#plot-x").SelectOptionAsync("nfe");
        await report.Page.Locator("#plot-y").SelectOptionAsync("bounds.sharpest");
        Assert.StartsWith("bounds.sharpest against nfe", await report.Page.Locator("#plot-caption").InnerTextAsync(), StringComparison.Ordinal);
        await report.Page.Locator("#words").FillAsync("data:coupling=1");
        Assert.Contains("; 4 points", await report.Page.Locator("#plot-caption").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Repetitions_are_drawn_as_their_mean()
    {
        var pipeline = HandMade.Pipeline("seeds", new JsonObject { ["seeds"] = 2 }, ["kl"], Example.Axis("schedule:steps", 2, 4), Example.Axis("seed", 1, 2));
        await using var report = await chromium.Open(await HandMade.Report(_work.Path, Example.Repeated(pipeline, 2), cell => new CellResult([Example.Estimate("kl", cell.Index, 0.01, 100)])));
        Assert.Equal("kl against schedule:steps; 2 points. Points are means over the seeds. Bars are one standard error.", (await report.Page.Locator("#plot-caption div").AllInnerTextsAsync())[0]);
    }

    private async Task<string> Saved(OpenReport report, string section, string kind)
    {
        var download = await report.Page.RunAndWaitForDownloadAsync(() => report.Page.Locator($"{section} button", new PageLocatorOptions { HasText = $"Save as {kind}" }).ClickAsync());
        var path = _work[$"{section[1..]}.{kind}"];
        await download.SaveAsAsync(path);
        Assert.EndsWith($".{kind.ToLowerInvariant()}", download.SuggestedFilename, StringComparison.Ordinal);
        return path;
    }

    private static Pipeline Pipeline => HandMade.Pipeline(
        "look", new JsonObject { ["data"] = new JsonObject { ["kind"] = "potts", ["length"] = 8, ["states"] = 4 }, ["schedule"] = new JsonObject { ["kind"] = "balanced", ["steps"] = 4 } },
        ["kl", "bounds", "nfe", "information"], Example.Axis("data:coupling", 0.5, 1), Example.Axis("schedule:steps", 2, 4, 8, 16));

    private static CellResult Measured(CellConfiguration cell)
    {
        var steps = cell.Axes["schedule:steps"].GetValue<int>();
        var kl = cell.Axes["data:coupling"].GetValue<double>() * 3 / steps;
        return cell.Index == 3 ? Example.Failed("no such file") : new CellResult(
        [
            Example.Estimate("kl", kl, kl / 10, 100), Example.Exact("bounds.sharpest", kl * 2, note: "holds for all sizes"), Example.Exact("nfe", steps),
            .. Enumerable.Range(0, 8).Select(w => Example.Exact("information.curve", 1.4 - (0.1 * w), index: w)),
        ])
        {
            Draws = [new Draw(0, [0, 1, 2, 3, 0, 1, 2, 3], null, [.. Enumerable.Range(0, 8).Select(i => new Move(i / 2, (i * 3) % 8, (i * 3) % 4, i == 5 ? null : 0.2 * i))])],
        };
    }
}
