namespace Unmask;

/// <summary>A sampler that knows its law without its steps being followed. A capability of a sampler.</summary>
/// <remarks>Thread-safe.</remarks>
public interface ILawSource
{
    /// <summary>The time t that its law is of: 0 is the data's, what bounds are about.</summary>
    double Stop => 0;

    /// <summary>Whether it can be had here, and at which cost; quick.</summary>
    Feasibility Check();

    /// <summary>The law of what is generated: probabilities of all sequences, row-major, shape [S^L], or [(S+1)^L] if the sampler <see cref="ISampler.Leaves"/> masks.</summary>
    /// <param name="stop">Cancels a long computation.</param>
    double[] Law(CancellationToken stop);
}
