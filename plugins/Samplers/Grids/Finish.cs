namespace Unmask.Plugins.Samplers;

/// <summary>What becomes of masks that are left when time has run out.</summary>
public enum Finish
{
    /// <summary>They are all drawn at once, from the predictor, or from the normalised score.</summary>
    Fill,

    /// <summary>They are left: what is generated is over S+1 symbols, the mask the last.</summary>
    Leave,
}
