using Unmask.Theory;

namespace Unmask.Host.Derivations;

/// <summary>The denoising score entropy from samples: it asks nothing of the data law but sequences (T 2.3).</summary>
internal sealed class SampledDenoising : IDerivation<DenoisingLoss>
{
    public string Method => "samples";

    public bool Estimates => true;

    public Feasibility Check(ICell cell) => LossSampling.Check(cell);

    public DenoisingLoss Derive(ICell cell, CancellationToken stop) => new(LossSampling.Run(cell, null, stop)[SampledLoss.Denoising], cell.Samples);
}
