using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Unmask.Host.Runs;

namespace Unmask.Host.Reporting;

/// <summary>Puts a report together: one HTML file with its style, its scripts, the charting library and the run's numbers; it asks the network for nothing.</summary>
/// <remarks>Its content security policy names the hashes of its own scripts, so nothing else in it can run, and allows no request.</remarks>
internal static class ReportPage
{
    private const string Skeleton = "page.html";
    private const string Style = "page.css";
    private const string Charts = "echarts.js";

    /// <summary>The page's own scripts, in the order they are read.</summary>
    private static readonly string[] Scripts = ["text.js", "data.js", "pipeline.js", "table.js", "charts.js", "plot.js", "curve.js", "player.js", "sources.js", "main.js"];

    /// <summary>The version of this program.</summary>
    public static string Version { get; } = typeof(ReportPage).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The page of a run.</summary>
    public static byte[] Of(StoredRun run)
    {
        var charts = Resource(Charts);
        var own = $"(() => {{\n'use strict';\n{string.Concat(Scripts.Select(Resource))}}})();\n";
        var page = new StringBuilder(Resource(Skeleton))
            .Replace("{{policy}}", $"default-src 'none'; script-src {Hash(charts)} {Hash(own)}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'")
            .Replace("{{title}}", System.Net.WebUtility.HtmlEncode(run.Name))
            .Replace("{{style}}", Resource(Style)).ToString();
        var (beforeData, rest) = Cut(page, "{{data}}");
        var (beforeCharts, last) = Cut(rest, "{{charts}}");
        var (beforeOwn, end) = Cut(last, "{{script}}");
        return [
            .. Encoding.UTF8.GetBytes(beforeData), .. ReportData.Of(run),
            .. Encoding.UTF8.GetBytes(beforeCharts + charts + beforeOwn + own + end)];
    }

    private static (string Before, string After) Cut(string text, string mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + mark.Length)..]) : throw new InvalidOperationException($"The page has no place for {mark}.");

    private static string Hash(string script) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}'";

    private static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream($"report/{name}") ?? throw new InvalidOperationException($"The program lacks its part '{name}'.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
