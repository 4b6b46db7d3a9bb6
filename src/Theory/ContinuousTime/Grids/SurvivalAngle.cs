namespace Unmask.Theory;

/// <summary>The Fisher–Rao distance that a token's survival has moved: <c>θ = arccos √survival = arccos e^{−B/2}</c>, from 0 at B = 0 to π/2 where nothing survives. Pure functions.</summary>
public static class SurvivalAngle
{
    /// <summary>The angle at an integrated rate.</summary>
    public static double At(double b) => Math.Acos(Math.Exp(-b / 2));

    /// <summary>The integrated rate at an angle, <c>B = −2 log cos θ</c>.</summary>
    public static double Integrated(double angle) => -2 * Math.Log(Math.Cos(angle));
}
