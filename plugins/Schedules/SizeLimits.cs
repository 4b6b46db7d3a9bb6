namespace Unmask.Plugins.Schedules;

/// <summary>What numbers of steps and sizes a sequence allows, said once.</summary>
internal static class SizeLimits
{
    /// <summary>Reports <c>T &lt; 1</c> and <c>T &gt; L</c>.</summary>
    public static void Steps(int? steps, Shape shape, Problems problems)
    {
        if (steps < 1 || steps > shape.Length)
        {
            problems.Add("steps", $"got {steps} steps for {Positions(shape)}; expected 1 to {shape.Length}, since each step reveals at least one position.");
        }
    }

    /// <summary>Reports a size below 1 or above L.</summary>
    public static void Size(string option, int? size, Shape shape, Problems problems)
    {
        if (size < 1 || size > shape.Length)
        {
            problems.Add(option, $"got {size} positions a step of {Positions(shape)}; expected 1 to {shape.Length}.");
        }
    }

    /// <summary>Reports both or neither of two options that stand for one another.</summary>
    public static void ExactlyOne(string first, bool hasFirst, string second, bool hasSecond, Problems problems)
    {
        if (hasFirst == hasSecond)
        {
            problems.Add($"got {(hasFirst ? "both" : "neither")} of '{first}' and '{second}'; expected exactly one of them.");
        }
    }

    /// <summary>So many positions, in words.</summary>
    public static string Positions(Shape shape) => shape.Length == 1 ? "1 position" : $"{shape.Length} positions";
}
