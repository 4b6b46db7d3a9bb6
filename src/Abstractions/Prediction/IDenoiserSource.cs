namespace Unmask;

/// <summary>A predictor that also guesses the data behind noise that leaves no mask. A capability of a predictor.</summary>
/// <remarks>A predictor is made without process and noise, so that what follows from it alone is computed once for all of them; it is told them here. Thread-safe.</remarks>
public interface IDenoiserSource
{
    /// <summary>The denoiser of a process and a noise; quick, nothing is computed yet. Called once for each score.</summary>
    /// <param name="process">A process without a mask.</param>
    /// <param name="noise">The noise.</param>
    IDenoiser Denoiser(IForwardProcess process, INoiseSchedule noise);
}
