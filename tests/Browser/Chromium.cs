using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Unmask.Tests.Browser.Chromium))]

namespace Unmask.Tests.Browser;

/// <summary>The browser that all tests share. Where there is none, every test fails with what to install.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] _names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? _driver;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var program = _names.SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("No Chromium is on the PATH, and the tests of the report need a real browser. On Debian: apt-get install -y --no-install-recommends chromium (./test.sh does so).");
        _driver = await Playwright.CreateAsync();
        _browser = await _driver.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Headless = true,
            ChromiumSandbox = false,
            Args = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens a report without a network, and notes whatever it says or asks for.</summary>
    /// <param name="file">The report.</param>
    /// <param name="width">How wide the window is.</param>
    /// <param name="dark">Whether the reader prefers dark.</param>
    public async Task<OpenReport> Open(string file, int width = 1100, bool dark = false)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            Offline = true,
            AcceptDownloads = true,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        context.SetDefaultTimeout(15_000);
        var report = new OpenReport(context, await context.NewPageAsync());
        await report.Show(new Uri(Path.GetFullPath(file)).AbsoluteUri);
        return report;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _driver?.Dispose();
    }
}
