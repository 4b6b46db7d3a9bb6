using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>The denoising score entropy and implicit score matching from samples: they ask nothing of the data law but sequences (T 2.3).</summary>
internal sealed class SampledDenoising : IDerivation<DenoisingLoss>
{
    public string Method => "samples";

    public bool Estimates => true;

    public Feasibility Check(ICell cell) => LossSampling.Check(cell);

    public DenoisingLoss Derive(ICell cell, CancellationToken stop)
    {
        var sampling = LossSampling.Run(cell, null, stop);
        return new DenoisingLoss(sampling[SampledLoss.Denoising], sampling.Implicit, cell.Samples);
    }
}
