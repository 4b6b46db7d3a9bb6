using System.Globalization;
using System.Text.RegularExpressions;

namespace Unmask.Host.Configuration;

/// <summary>Amounts of memory as people write them: <c>2GiB</c>, <c>1.5 GB</c>, <c>500MiB</c>; <c>k</c>, <c>M</c>, <c>G</c>, <c>T</c> are powers of 1000, with <c>i</c> of 1024.</summary>
internal static partial class ByteSize
{
    /// <summary>What such a text looks like, as a regular expression.</summary>
    public const string Pattern = @"^(?<number>[0-9]{1,18}(\.[0-9]{1,9})?) ?((?<prefix>[kKMGT])(?<binary>i)?)?B$";

    private const string Prefixes = "kMGT";

    /// <summary>Reads an amount.</summary>
    /// <returns>Whole bytes, or null if it is none.</returns>
    public static long? Read(string text)
    {
        var match = Amount().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var power = match.Groups["prefix"].Success ? Prefixes.IndexOf(match.Groups["prefix"].Value.Replace('K', 'k'), StringComparison.Ordinal) + 1 : 0;
        var bytes = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * Math.Pow(match.Groups["binary"].Success ? 1024 : 1000, power);
        return bytes < long.MaxValue ? (long)bytes : null;
    }

    /// <summary>Writes an amount, such as <c>1.5 GiB</c>.</summary>
    public static string Write(long bytes)
    {
        var power = 0;
        var value = (double)bytes;
        for (; value >= 1024 && power < Prefixes.Length; power++)
        {
            value /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value:0.##} {(power == 0 ? "" : char.ToUpperInvariant(Prefixes[power - 1]) + "i")}B");
    }

    [GeneratedRegex(Pattern, RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();
}
