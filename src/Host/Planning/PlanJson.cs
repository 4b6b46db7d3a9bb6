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
        writer.Number("entropy", plan.Entropy?.Value);
        writer.Number("information", plan.SumInformation?.Value);
        writer.WriteString("curve", plan.Curve.Method);
        if (plan.Curve.Estimate is { } estimate)
        {
            writer.WriteNumber("samples", estimate.Samples);
            writer.WriteNumber("degreesOfFreedom", estimate.DegreesOfFreedom);
            writer.WriteString("errors", estimate.Separates ? "kl" : "above one token at a time");
            Errors(writer, ("entropy", plan.Entropy), ("information", plan.SumInformation));
        }

        writer.WriteString("optimum", plan.Curve.OptimumMethod);
        Array(writer, "optimal", plan.Optima, optimum => Sizes(writer, optimum));
        Array(writer, "range", plan.Range, row => Row(writer, plan, row));
        if (plan.Target is { } target)
        {
            writer.WriteStartObject("target");
            writer.Number("error", target.Error);
            writer.Number("least", target.Least.Value);
            Errors(writer, ("least", target.Least));
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
            writer.Number("error", regret.Error.Value);
            writer.Number("optimal", regret.Optimal.Value);
            writer.Number("regret", regret.Excess.Value);
            writer.Number("optimalSteps", regret.OptimalSteps);
            Seen(writer, regret.Seen);
            Errors(writer, ("error", regret.Error), ("optimal", regret.Optimal), ("regret", regret.Excess), ("seen", regret.Seen));
        });
        writer.WriteEndObject();
    }

    private static void Row(Utf8JsonWriter writer, Plan plan, PlanRow row)
    {
        writer.WriteNumber("steps", row.Steps);
        writer.Number("optimal", row.Optimal.Value);
        writer.WriteStartObject("schedules");
        for (var n = 0; n < plan.Schedules.Count; n++)
        {
            writer.Number(plan.Schedules[n], row.Errors[n]?.Value);
        }

        writer.WriteEndObject();
        if (row.Optimal.StandardError is { } error)
        {
            writer.WriteStartObject("standardErrors");
            writer.Number("optimal", error);
            writer.WriteStartObject("schedules");
            for (var n = 0; n < plan.Schedules.Count; n++)
            {
                writer.Number(plan.Schedules[n], row.Errors[n]?.StandardError);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteStartObject("bounds");
        writer.Number("corollary1", row.Corollary1);
        writer.Number("sharpest", row.Sharpest);
        writer.WriteEndObject();
    }

    private static void Sizes(Utf8JsonWriter writer, OptimalSizes optimum)
    {
        writer.WriteNumber("steps", optimum.Steps);
        writer.Number("error", optimum.Error.Value);
        writer.Number("trainingError", optimum.TrainingError?.Value);
        Seen(writer, optimum.Seen);
        Errors(writer, ("error", optimum.Error), ("trainingError", optimum.TrainingError), ("seen", optimum.Seen));
        writer.WritePropertyName("sizes");
        writer.WriteRawValue($"[{string.Join(',', optimum.Sizes)}]");
    }

    private static void Seen(Utf8JsonWriter writer, Estimated? seen)
    {
        if (seen is { } value)
        {
            writer.Number("seen", value.Value);
        }
    }

    /// <summary>The standard errors of the numbers beside it, by their names; nothing where they are exact.</summary>
    private static void Errors(Utf8JsonWriter writer, params IReadOnlyList<(string Name, Estimated? Number)> numbers)
    {
        if (numbers.All(number => number.Number?.StandardError is null))
        {
            return;
        }

        writer.WriteStartObject("standardErrors");
        foreach (var (name, number) in numbers.Where(number => number.Number?.StandardError is not null))
        {
            writer.Number(name, number!.Value.StandardError);
        }

        writer.WriteEndObject();
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
