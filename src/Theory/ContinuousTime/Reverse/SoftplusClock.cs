using Unmask.Numerics;

namespace Unmask.Theory;

/// <summary>The clock <c>w</c> in which the reverse chain has bounded rates: <c>B = log(1 + e^w)</c>, <c>w = logit(1 − e^{−B})</c>.</summary>
/// <remarks>
/// <c>dB = (1 − e^{−B}) dw</c>. Under the masked process w is the logit of the mask probability: a masked token is revealed at the rate
/// <c>e^{−B} ≤ 1</c> by the exact score. Under the uniform process scores are at most of the order of 1/B, so that the rates stay bounded as t → 0 also where
/// the data lack full support; for large B the clock is B itself. Data time t = 0 is at −∞. Pure functions.
/// </remarks>
internal static class SoftplusClock
{
    /// <summary><c>w</c> of an integrated rate: −∞ at 0, +∞ at +∞.</summary>
    public static double At(double b) => b > 40 ? b : Math.Log(Logarithms.ExpMinusOne(b));

    /// <summary><c>B(w)</c>.</summary>
    public static double Integrated(double w) => w > 40 ? w : Logarithms.OnePlus(Math.Exp(w));

    /// <summary><c>dB/dw = 1 − e^{−B}</c>.</summary>
    public static double Speed(double w) => 1 / (1 + Math.Exp(-w));
}
