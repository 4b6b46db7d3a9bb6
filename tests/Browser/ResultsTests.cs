using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Unmask.Tests.Integration;
using Unmask.Tests.Unit.Host.Results;
using Unmask.Tests.Unit.Host.Runs;

namespace Unmask.Tests.Browser;

/// <summary>A run of the program itself: what the page shows is what the run gave.</summary>
public sealed class ResultsTests(Chromium chromium) : IDisposable
{
    private const string Pipeline = """
        {
          "name": "schedules", "seed": 1,
          "data": { "kind": "text-chain", "length": 12, "files": "text.txt", "alphabet": "letters" },
          "schedule": { "kind": "balanced", "steps": 4 },
          "predictor": "exact",
          "sampler": { "kind": "ancestral", "samples": 200 },
          "metrics": { "error": { "kind": "kl" }, "information": {}, "bounds": {}, "nfe": {} },
          "sweep": {
            "schedule": { "optimal": { "kind": "optimal", "steps": 4 }, "entropy": { "kind": "entropy", "steps": 4 }, "halving": { "kind": "random-halving", "maximum": 4 } },
            "predictor": { "exact": "exact", "mixed": { "kind": "mixture", "weight": 0.1 } }
          },
          "fits": { "bound": { "of": "error", "against": "nfe", "scale": "linear" } }
        }
        """;

    private readonly TemporaryFolder _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public async Task What_the_page_shows_of_a_run_is_what_the_run_gave()
    {
        File.WriteAllText(_work["text.txt"], "the quick brown fox jumps over the lazy dog and the cat sat on the mat while the rain in spain fell on the plain");
        File.WriteAllText(_work["pipeline.json"], Pipeline);
        var run = UnmaskProgram.RunIn(_work.Path, "run", "pipeline.json", "--out", "out");
        Assert.True(run.ExitCode == 0, run.Error);
        await using var report = await chromium.Open(_work["out", "report.html"]);

        await Everything(report);
        await Curves(report);
        await Sequences(report);
        await Sources(report);
    }

    /// <summary>Every scalar with its error, method and cell, against the Parquet as DuckDB reads it: to the last digit.</summary>
    private async Task Everything(OpenReport report)
    {
        foreach (var box in await report.Page.Locator("input[data-column]").AllAsync())
        {
            await box.EvaluateAsync("box => { if (!box.checked) box.click(); }");
        }

        var rows = await report.Page.Locator("#table td[data-metric]").EvaluateAllAsync<JsonElement>(
            "cells => cells.map(cell => [cell.parentElement.dataset.cell, cell.dataset.metric, cell.dataset.value, cell.dataset.error ?? null, cell.title])");
        var shown = rows.EnumerateArray().Select(row => (Cell: long.Parse(row[0].GetString()!, CultureInfo.InvariantCulture), Metric: row[1].GetString()!, Value: Number(row[2].GetString()!), Error: row[3].GetString() is { } error ? Number(error) : (double?)null, Title: row[4].GetString()!)).ToList();
        var kept = Duck.Rows($"select cell, metric, value, error, method from '{_work["out", "results.parquet"]}' where index is null and metric is not null");
        Assert.True(kept.Count > 30);
        Assert.Equal(kept.Count, shown.Count);
        foreach (var row in kept)
        {
            var there = Assert.Single(shown, each => each.Cell == Convert.ToInt64(row[0], CultureInfo.InvariantCulture) && each.Metric == (string)row[1]!);
            Assert.Equal((double)row[2]!, there.Value);
            Assert.Equal((double?)row[3], there.Error);
            Assert.Contains(row[3] is null ? $"exact ({row[4]})" : "samples", there.Title, StringComparison.Ordinal);
        }
    }

    /// <summary>The shaded area is kl wherever the theory says so, and the page says where it is not.</summary>
    private async Task Curves(OpenReport report)
    {
        var kl = Duck.Rows($"select cell, value from '{_work["out", "results.parquet"]}' where metric = 'error' order by cell").Select(row => (double)row[1]!).ToList();
        var cells = await report.Page.Locator("#curve-cell option").CountAsync();
        Assert.Equal(6, cells);
        for (var cell = 0; cell < cells; cell++)
        {
            await report.Page.Locator("#curve-cell").SelectOptionAsync($"{cell}");
            var caption = await report.Page.Locator("#curve-caption").InnerTextAsync();
            if (cell < 2)
            {
                var area = Number((await report.Page.Locator("#curve-caption").GetAttributeAsync("data-area"))!);
                Assert.Equal(kl[cell], area, 1e-9);
                Assert.Contains("found from error.step", caption, StringComparison.Ordinal);
                Assert.Contains("the area is the error", caption, StringComparison.Ordinal);
            }
            else
            {
                Assert.Contains("not the area", caption, StringComparison.Ordinal);
            }
        }

        Assert.Equal(1, await report.Page.Locator("#curve-chart svg").CountAsync());
    }

    /// <summary>The kept sequence reads, at its end, as its cell's file says; its moves are stepped through by keys.</summary>
    private async Task Sequences(OpenReport report)
    {
        var draw = JsonDocument.Parse(await report.Ask<string>("JSON.stringify(JSON.parse(document.getElementById('data').textContent).draws[0].draws[0])")).RootElement;
        var cells = Directory.GetFiles(_work["out", "cells"]).Select(file => JsonDocument.Parse(File.ReadAllText(file)).RootElement);
        Assert.Contains(cells, cell => JsonElement.DeepEquals(cell.GetProperty("draws")[0], draw));
        var text = draw.GetProperty("text").GetString()!;
        Assert.Equal(text, await report.Page.Locator("#decoded").TextContentAsync());

        await report.Page.Locator("#trajectory-player").FocusAsync();
        await report.Page.Keyboard.PressAsync("Home");
        Assert.Equal(12, await report.Page.Locator("#stage .token.masked").CountAsync());
        var revealed = 0;
        foreach (var step in draw.GetProperty("moves").EnumerateArray().GroupBy(move => move[0].GetInt32()).OrderBy(step => step.Key))
        {
            await report.Page.Keyboard.PressAsync("ArrowRight");
            revealed += step.Count();
            Assert.Equal(12 - revealed, await report.Page.Locator("#stage .token.masked").CountAsync());
            Assert.Equal(step.Select(move => $"{move[1]}").Order(), (await report.Page.Locator("#stage .token.now").EvaluateAllAsync<string[]>("tokens => tokens.map(token => token.dataset.position)")).Order());
        }

        Assert.Equal(text, await report.Page.Locator("#decoded").TextContentAsync());
        await report.Page.Keyboard.PressAsync(" ");
        await Assertions.Expect(report.Page.Locator("#play")).ToContainTextAsync("Pause");
        await Assertions.Expect(report.Page.Locator("#stage .token.now")).Not.ToHaveCountAsync(0);
        await report.Page.Keyboard.PressAsync("End");
        Assert.Equal(0, await report.Page.Locator("#stage .token.masked").CountAsync());
    }

    /// <summary>The used plugins' sources are in the folder and on the page; what no plugin of the run cites is in neither.</summary>
    private async Task Sources(OpenReport report)
    {
        var bibtex = File.ReadAllText(_work["out", "references.bib"]);
        Assert.Contains("eprint = {2505.21400}", bibtex, StringComparison.Ordinal);
        Assert.DoesNotContain("Onsager", bibtex, StringComparison.Ordinal);
        Assert.Equal(bibtex, await report.Export("BibTeX"));
        Assert.Contains("Gen Li, Changxiao Cai", await report.Page.Locator("#source-list li[data-key=li2025convergence]").InnerTextAsync(), StringComparison.Ordinal);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_work["text.txt"])));
        Assert.Contains(hash, await report.Page.Locator("#inputs").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Unmask.Metrics", await report.Page.Locator("#plugins").InnerTextAsync(), StringComparison.Ordinal);
    }

    private static double Number(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
