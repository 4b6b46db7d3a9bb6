namespace Unmask.Plugins.Schedules;

/// <summary>Sizes <c>⌈L/T⌉</c> and <c>⌊L/T⌋</c>, the larger ones first. Pure functions.</summary>
internal static class BalancedSizes
{
    /// <summary>The size of a step, <c>⌈left/(T − step)⌉</c>: by induction the balanced sizes of L over T steps, larger first.</summary>
    /// <param name="step">The step in reveal order, 0-based.</param>
    /// <param name="steps">The number of steps T; from step T − 1 on, everything that is left.</param>
    /// <param name="left">How many positions are masked.</param>
    public static int At(int step, int steps, int left)
    {
        var remaining = steps - step;
        return remaining <= 1 ? left : (int)(((long)left + remaining - 1) / remaining);
    }
}
