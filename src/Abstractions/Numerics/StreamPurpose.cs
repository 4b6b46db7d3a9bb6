namespace Unmask.Numerics;

/// <summary>What a random stream is for; part of its key, so no two purposes share numbers.</summary>
public enum StreamPurpose
{
    /// <summary>Sequences of the data law.</summary>
    Data = 1,

    /// <summary>Symbols revealed by a sampler.</summary>
    Tokens = 2,

    /// <summary>Sizes, orders and candidates chosen by a schedule or sampler.</summary>
    Choices = 3,

    /// <summary>The orders of positions along which a curve is estimated.</summary>
    Orders = 4,

    /// <summary>The sequences that a sampler starts from, under a process without a mask.</summary>
    Start = 5,

    /// <summary>Times and noise that the losses of a score are estimated at.</summary>
    Noise = 6,
}
