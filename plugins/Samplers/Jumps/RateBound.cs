namespace Unmask.Plugins.Samplers;

/// <summary>A bound on the rate at which one position jumps in the reverse chain, per unit of B. Thread-safe.</summary>
/// <remarks>
/// For every score that is a mean over the data, <c>s_{i→v} = E[k_B(v|X_0)/k_B(x_i|X_0)]</c>, as the exact one is and that of a predictor or denoiser.
/// </remarks>
internal abstract class RateBound
{
    /// <summary>The bound h(b), above 0.</summary>
    /// <param name="b">B, above 0.</param>
    public abstract double Density(double b);

    /// <summary>The lower B up to which so much has gathered: <c>factor ∫_{b'}^{b} h = wait</c>; 0 or so if it never does.</summary>
    /// <param name="b">B, above 0; infinite only with a closed form under the masked process.</param>
    /// <param name="factor">How many such positions, times a factor; above 0.</param>
    /// <param name="wait">A waiting time at unit rate.</param>
    public abstract double Next(double b, double factor, double wait);
}
