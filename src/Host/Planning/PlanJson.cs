using System.Text.Json;
using Unmask.Host.Runs;

namespace Unmask.Host.Planning;

/// <summary>Plans as one JSON document, in full precision.</summary>
internal static class PlanJson
{
    /// <summary>The document: <c>{"plans":[…]}</c>, one for each pair of data law and predictor.</summary>
    public static string Document(IReadOnlyList<Plan> plans) => Json.Indented(writer =>
    {
        writer.WriteStartArray("plans");
        foreach (var plan in plans)
        {
            Write(writer, plan);
        }

        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, Plan plan)
    {
        writer.WriteStartObject();
        writer.WriteString("for", plan.Title);
        writer.WriteString("units", "nats per sequence");
        writer.WriteString("order", "reveal");
        writer.WriteNumber("length", plan.Length);
        writer.Number("entropy", plan.Entropy);
        writer.Number("information", plan.SumInformation);
        writer.WriteString("curve", plan.CurveMethod);
        writer.WriteString("optimum", plan.OptimumMethod);
        Array(writer, "optimal", plan.Optima, optimum => Sizes(writer, optimum));
        Array(writer, "range", plan.Range, row => Row(writer, plan, row));
        if (plan.Target is { } target)
        {
            writer.WriteStartObject("target");
            writer.Number("error", target.Error);
            writer.Number("least", target.Least);
            if (target.Sizes is { } sizes)
            {
                writer.WriteStartObject("fewest");
                Sizes(writer, sizes);
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteNull("fewest");
            }

            writer.WriteEndObject();
        }

        Array(writer, "regret", plan.Regrets, regret =>
        {
            writer.WriteString("schedule", regret.Schedule);
            writer.WriteNumber("steps", regret.Steps);
            writer.Number("error", regret.Error);
            writer.Number("optimal", regret.Optimal);
            writer.Number("regret", regret.Excess);
            writer.Number("optimalSteps", regret.OptimalSteps);
        });
        writer.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter writer, Plan plan, PlanRow row)
    {
        writer.WriteNumber("steps", row.Steps);
        writer.Number("optimal", row.Optimal);
        writer.WriteStartObject("schedules");
        for (var n = 0; n < plan.Schedules.Count; n++)
        {
            writer.Number(plan.Schedules[n], row.Errors[n]);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("bounds");
        writer.Number("corollary1", row.Corollary1);
        writer.Number("sharpest", row.Sharpest);
        writer.WriteEndObject();
    }

    private static void Sizes(Utf8JsonWriter writer, OptimalSizes optimum)
    {
        writer.WriteNumber("steps", optimum.Steps);
        writer.Number("error", optimum.Error);
        writer.Number("trainingError", optimum.TrainingError);
        writer.WritePropertyName("sizes");
        writer.WriteRawValue($"[{string.Join(',', optimum.Sizes)}]");
    }

    private static void Array<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
