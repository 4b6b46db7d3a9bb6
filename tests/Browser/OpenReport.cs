using System.Globalization;
using Microsoft.Playwright;

namespace Unmask.Tests.Browser;

/// <summary>A report in the browser. Disposing it fails if it complained, or asked for anything beyond itself.</summary>
public sealed class OpenReport : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];
    private readonly List<string> _requests = [];
    private string _address = "";

    internal OpenReport(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) => _complaints.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Add(error);
        context.Request += (_, request) => _requests.Add(request.Url);
    }

    public IPage Page { get; }

    public async Task Show(string address)
    {
        _address = address;
        await Page.GotoAsync(address);
        await Page.WaitForSelectorAsync("html[data-ready=true]", new() { State = WaitForSelectorState.Attached });
    }

    /// <summary>What a script says of the page.</summary>
    public Task<T> Ask<T>(string script) => Page.EvaluateAsync<T>(script);

    /// <summary>The texts of a column of the table, top to bottom.</summary>
    public async Task<List<string>> Column(string metric) =>
        [.. await Page.Locator($"#table td[data-metric='{metric}']").EvaluateAllAsync<string[]>("cells => cells.map(cell => cell.dataset.value)")];

    /// <summary>The same as numbers.</summary>
    public async Task<List<double>> Numbers(string metric) => [.. (await Column(metric)).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

    /// <summary>The text that an export below the table holds, by its title.</summary>
    public async Task<string> Export(string title)
    {
        var folded = Page.Locator("details.folded", new() { HasText = title }).First;
        if (await folded.GetAttributeAsync("open") is null)
        {
            await folded.Locator("summary").ClickAsync();
        }

        await Assertions.Expect(folded.Locator("textarea")).Not.ToHaveValueAsync("");
        return await folded.Locator("textarea").InputValueAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Assert.Empty(_complaints);
        Assert.All(_requests, request => Assert.True(request == _address || request.StartsWith("blob:", StringComparison.Ordinal) || request.StartsWith("data:", StringComparison.Ordinal), request));
    }
}
