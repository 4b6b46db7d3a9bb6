using System.Globalization;
using Unmask.Host.Configuration;
using Unmask.Host.Runs;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Browser;

public sealed class TableTests(Chromium chromium) : IDisposable
{
    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task The_table_is_sorted_and_filtered_by_keyboard_and_exported_as_it_is_shown()
    {
        await using var report = await chromium.Open(await HandMade.Report(_work.Path, Sweep("100 % of_it"), Measured));

        await report.Page.Locator("#table thead button[data-column=kl]").FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("ascending", await report.Page.Locator("th:has(button[data-column=kl])").GetAttributeAsync("aria-sort"));
        var up = await report.Numbers("kl");
        Assert.Equal(11, up.Count);
        Assert.Equal(up.Order(), up);
        await report.Page.Keyboard.PressAsync("Enter");
        var down = await report.Numbers("kl");
        Assert.Equal(double.PositiveInfinity, down[0]);
        Assert.Equal(up.OrderDescending(), down);
        Assert.Equal("descending", await report.Page.Locator("th:has(button[data-column=kl])").GetAttributeAsync("aria-sort"));

        await report.Page.Locator("#words").FillAsync("kl<0.3 schedule:steps>8");
        Assert.All(await report.Numbers("kl"), value => Assert.True(value < 0.3));
        Assert.Equal("3 of 12 cells, by kl, largest first.", await report.Page.Locator("#shown").InnerTextAsync());
        await report.Page.Locator("#words").FillAsync("out of memory");
        Assert.Equal("1 of 12 cells, by kl, largest first.", await report.Page.Locator("#shown").InnerTextAsync());
        Assert.Contains("failed", await report.Page.Locator("#table tbody").InnerTextAsync(), StringComparison.Ordinal);
        await report.Page.Locator("#all-rows").ClickAsync();
        Assert.Equal(12, await report.Page.Locator("#table tbody tr").CountAsync());

        await report.Page.Locator("summary[data-summary='schedule:steps']").FocusAsync();
        await report.Page.Keyboard.PressAsync("Enter");
        await report.Page.Locator("input[data-axis='schedule:steps'][data-place='0']").FocusAsync();
        await report.Page.Keyboard.PressAsync(" ");
        await report.Page.Keyboard.PressAsync("Escape");
        Assert.Equal("summary", await report.Ask<string>("document.activeElement.localName"));
        Assert.Equal(9, await report.Page.Locator("#table tbody tr").CountAsync());

        var latex = (await report.Export("LaTeX")).Split('\n');
        Assert.Equal(@"\begin{tabular}{rlrr}", latex[1]);
        Assert.Equal(@"schedule:steps & predictor & kl & nfe \\", latex[3]);
        Assert.Equal(9, latex.Count(line => line.EndsWith(@" \\", StringComparison.Ordinal)) - 1);
        Assert.Contains(latex, line => line == @"$16$ & 100 \% of\_it & $0.0625 \pm 0.0010$ & $16$ \\");
        Assert.Contains(latex, line => line.Contains(@"& $\infty$ &", StringComparison.Ordinal));
        Assert.Contains(latex, line => line.Contains(@"1.250 \cdot 10^{-7}", StringComparison.Ordinal));
        Assert.Contains(latex, line => line.Contains(@"& x\textbackslash{}y\{z\} &", StringComparison.Ordinal));
        Assert.Equal(@"\end{tabular}", latex[^2]);

        var csv = (await report.Export("CSV")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("schedule:steps,predictor,kl,kl error,nfe", csv[0]);
        Assert.Equal(10, csv.Length);
        Assert.Contains("16,100 % of_it,0.0625,0.001,16", csv);
    }

    [Fact]
    public async Task Ten_thousand_cells_open_and_are_gone_through_page_by_page()
    {
        var pipeline = HandMade.Pipeline("many", null, ["kl", "nfe"], Example.Axis("data:coupling", [.. Enumerable.Range(0, 100).Select(n => (object)(n / 100.0))]), Example.Axis("schedule:steps", [.. Enumerable.Range(1, 100).Select(n => (object)n)]));
        var file = HandMade.Stored(_work.Path, pipeline, cell => new CellResult(
        [
            Example.Estimate("kl", Math.Sin(cell.Index) + 1, 0.01, 1000),
            Example.Exact("nfe", cell.Index),
            .. Enumerable.Range(0, 8).Select(n => Example.Exact($"bounds.b{n}", (cell.Index + 1.0) / (n + 3))),
        ]));
        await using var report = await chromium.Open(file);
        var opened = await report.Ask<double>("performance.getEntriesByType('navigation')[0].loadEventEnd");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"10,000 cells of 10 values: {new FileInfo(file).Length / 1e6:0.0} MB, open after {opened:0} ms"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The report of 10,000 cells: {new FileInfo(file).Length / 1e6:0.0} MB, open after {opened:0} ms."));

        Assert.Equal("All 10,000 cells.", await report.Page.Locator("#shown").InnerTextAsync());
        Assert.Equal(50, await report.Page.Locator("#table tbody tr").CountAsync());
        await report.Page.Locator("#table thead button[data-column=nfe]").ClickAsync();
        await report.Page.Locator("#table thead button[data-column=nfe]").ClickAsync();
        Assert.Equal(9999, (await report.Numbers("nfe"))[0]);
        await report.Page.Locator("[data-turn=last]").ClickAsync();
        Assert.Equal(0, (await report.Numbers("nfe"))[^1]);
        await report.Page.Locator("#words").FillAsync("schedule:steps=7 data:coupling<0.05");
        Assert.Equal([406, 306, 206, 106, 6], await report.Numbers("nfe"));
    }

    private static Pipeline Sweep(string label) => HandMade.Pipeline("table", null, ["kl", "nfe"], Example.Axis("schedule:steps", 2, 4, 8, 16), Example.Axis("predictor", "exact", label, "x\\y{z}"));

    private static CellResult Measured(CellConfiguration cell)
    {
        var steps = cell.Axes["schedule:steps"].GetValue<int>();
        return cell.Index switch
        {
            0 => Example.Failed("it ran out of memory"),
            6 => new CellResult([Example.Exact("kl", double.PositiveInfinity), Example.Exact("nfe", steps)]),
            9 => new CellResult([Example.Exact("kl", 1.25e-7), Example.Exact("nfe", steps)]),
            _ => new CellResult([Example.Estimate("kl", 1.0 / steps, 0.001, 100), Example.Exact("nfe", steps)]),
        };
    }
}
