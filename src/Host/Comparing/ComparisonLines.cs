using Unmask.Host.Runs;

namespace Unmask.Host.Comparing;

/// <summary>The lines of <c>compare --json</c>: one difference each.</summary>
/// <remarks>
/// <c>{"axes":{"schedule:steps":8},"metric":"kl","reference":"exact","comparand":"noisy","referenceValue":0.12,"referenceError":0.004,"value":0.13,"error":0.004,
/// "difference":0.01,"differenceError":0.0005,"pairing":"samples","seeds":1,"freedom":31,"statistic":20,"p":1e-19,"pHolm":4e-19,"tests":4,"better":"smaller","verdict":"worse"}</c>;
/// with <c>"index"</c> after the metric if it is one of a list.
/// </remarks>
internal static class ComparisonLines
{
    /// <summary>Writes the lines.</summary>
    public static void Write(TextWriter output, Comparison comparison)
    {
        foreach (var row in comparison.Rows)
        {
            for (var k = 1; k < row.Values.Count; k++)
            {
                if (row.Compared[k] is { } compared)
                {
                    output.Write(Line(comparison, row, k, compared) + "\n");
                }
            }
        }
    }

    private static string Line(Comparison comparison, ComparedRow row, int k, Compared compared) => Json.Object(writer =>
    {
        var (reference, value, difference) = (row.Values[0]!, row.Values[k]!, compared.Difference);
        writer.Axes(row.Axes);
        writer.WriteString("metric", row.Metric);
        if (row.Index is { } index)
        {
            writer.WriteNumber("index", index);
        }

        writer.WriteString("reference", comparison.Comparands.Reference.Name);
        writer.WriteString("comparand", comparison.Comparands.All[k].Name);
        writer.Number("referenceValue", reference.Value);
        writer.Number("referenceError", reference.Error);
        writer.Number("value", value.Value);
        writer.Number("error", value.Error);
        writer.Number("difference", difference.Value);
        writer.Number("differenceError", difference.Error);
        writer.WriteString("pairing", Word(difference.Pairing));
        writer.WriteNumber("seeds", difference.Seeds);
        writer.Number("freedom", difference.Freedom);
        writer.Number("statistic", compared.Statistic);
        writer.Number("p", compared.P);
        writer.Number("pHolm", compared.Adjusted);
        writer.WriteNumber("tests", comparison.Tests);
        writer.WriteString("better", Word(row.Better));
        writer.WriteString("verdict", Word(compared.Verdict(row.Better)));
    });

    private static string Word<T>(T word) where T : struct, Enum => word.ToString().ToLowerInvariant();
}
