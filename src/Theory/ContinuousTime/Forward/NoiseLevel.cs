namespace Unmask.Theory;

/// <summary>A moment of the noise: the time t and the integrated rate B(t), which keeps its digits near t = 0.</summary>
/// <param name="Time">t, from 0 (data) to the end (noise).</param>
/// <param name="Integrated">B(t) ≥ 0.</param>
public readonly record struct NoiseLevel(double Time, double Integrated);
