using System.Text.Json.Nodes;
using Unmask.Host.Runs;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Browser;

/// <summary>Whatever a run calls its things stays text, everywhere on the page.</summary>
public sealed class HostileTests(Chromium chromium) : IDisposable
{
    private const string Script = "</script><script>window.hacked = true</script>";
    private const string Image = "<img src=x onerror=\"window.hacked = true\">";
    private const string Comment = "<!--<script>";

    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task Labels_that_are_markup_stay_text()
    {
        var resolved = new JsonObject
        {
            ["data"] = new JsonObject { ["kind"] = Image, ["text"] = Script },
            ["metrics"] = new JsonObject { [Image] = new JsonObject { ["kind"] = Script } },
        };
        var pipeline = HandMade.Pipeline($"{Script}{Comment}", resolved, [Image], Example.Axis("predictor", Script, Image, Comment, "{a|b}"), Example.Axis("schedule:steps", 2, 4));
        var draw = new Draw(0, [0, 1], Script, [new Move(0, 0, 0, 0.5), new Move(1, 1, 1, null)]) { Alphabet = new Dictionary<int, string> { [0] = Image, [1] = Script } };
        var file = await HandMade.Report(_work.Path, pipeline, cell => cell.Index == 0
            ? new CellResult([], new CellFailure(Image, Script, Image))
            : new CellResult([Example.Exact($"{Image}.x", cell.Index, note: Script), Example.Estimate(Script, cell.Index, 0.1, 10), Example.Exact("information.curve", 1, index: 0), Example.Exact("information.curve", 0.5, index: 1)]) { Draws = [draw] });
        await using var report = await chromium.Open(file, width: 1400);

        Assert.Equal($"{Script}{Comment} – Unmask report", await report.Page.TitleAsync());
        Assert.Equal($"{Script}{Comment}", await report.Page.Locator("#name").TextContentAsync());
        Assert.Contains(Image, await report.Page.Locator("#diagram").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(Script, await report.Page.Locator("#failure-list").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains(Script, await report.Page.Locator("#table tbody").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(Script, await report.Page.Locator("#decoded").TextContentAsync());
        Assert.Contains(@"\textless{}/script\textgreater{}", await report.Export("LaTeX"), StringComparison.Ordinal);

        // Every point of every chart is pointed at, so that every tooltip has been shown.
        foreach (var chart in await report.Page.Locator(".chart:visible").AllAsync())
        {
            await chart.ScrollIntoViewIfNeededAsync();
            var box = (await chart.BoundingBoxAsync())!;
            for (var x = 20; x < box.Width; x += 90)
            {
                for (var y = 10; y < box.Height; y += 70)
                {
                    await report.Page.Mouse.MoveAsync(box.X + x, box.Y + y);
                }
            }
        }

        Assert.False(await report.Ask<bool>("'hacked' in window"));
        Assert.Equal(0, await report.Page.Locator("img").CountAsync());
        Assert.Equal(3, await report.Page.Locator("script").CountAsync());
    }
}
