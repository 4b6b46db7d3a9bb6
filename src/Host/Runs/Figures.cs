using System.Globalization;

namespace Unmask.Host.Runs;

/// <summary>Numbers for people: four significant digits, or as many as the standard error supports.</summary>
internal static class Figures
{
    private const int Digits = 4;
    private const int ErrorDigits = 2;
    private const int MostDigits = 6;

    /// <summary>
    /// A number with four significant digits: <c>0.01234</c>, <c>1.234e-05</c>, <c>12346</c>, <c>0</c>, <c>∞</c>.
    /// </summary>
    /// <param name="value">The number.</param>
    /// <param name="whole">True to write it as the integer it is.</param>
    public static string Of(double value, bool whole = false)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
        }

        return value == 0 || (whole && Math.Abs(value) < 1e6)
            ? Fixed(value, 0)
            : Exponent(value, Digits) is < -4 or > 5 ? Scientific(value, Digits) : Fixed(value, Digits - 1 - Exponent(value, Digits));
    }

    /// <summary>
    /// A number and its standard error, <c>0.1234 ± 0.0012</c>: the error with two significant digits, the number to the same decimal; but
    /// never more than six digits of the number, in which case the error is written by itself, <c>0.1235 ± 1.0e-09</c>.
    /// </summary>
    public static string Of(double value, double? error)
    {
        if (error is not { } e)
        {
            return Of(value);
        }

        if (!double.IsFinite(value) || !double.IsFinite(e) || e <= 0)
        {
            return $"{Of(value)} ± {Of(e)}";
        }

        var size = Exponent(e, ErrorDigits);
        var decimals = ErrorDigits - 1 - size;
        var leading = value == 0 ? size : Math.Max(Exponent(value, Digits), size);
        return leading is < -4 or > 5 || leading + decimals >= MostDigits
            ? $"{Of(value)} ± {Scientific(e, ErrorDigits)}"
            : $"{Fixed(value, decimals)} ± {Fixed(e, decimals)}";
    }

    /// <summary>A whole number with its thousands set apart, <c>10,000</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static int Exponent(double value, int digits)
    {
        var text = Math.Abs(value).ToString($"e{digits - 1}", CultureInfo.InvariantCulture);
        return int.Parse(text[(text.IndexOf('e', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
    }

    private static string Scientific(double value, int digits) =>
        value.ToString($"0.{new string('0', digits - 1)}e+00", CultureInfo.InvariantCulture);

    private static string Fixed(double value, int decimals)
    {
        var text = value.ToString($"F{Math.Max(decimals, 0)}", CultureInfo.InvariantCulture);
        return text.TrimStart('-').All(digit => digit is '0' or '.') ? text.TrimStart('-') : text;
    }
}
