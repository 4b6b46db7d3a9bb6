using Unmask.Numerics;

namespace Unmask.Plugins.Samplers;

/// <summary>Undoes the noise of one position in closed form, under a process whose tokens forget all at unit rate: <c>e^{bQ} = e^{−b} I + (1 − e^{−b}) 1·priorᵀ</c>.</summary>
internal static class Denoising
{
    /// <summary>Reports a process without that form.</summary>
    public static void Validate(TokenJumps jumps, Problems problems)
    {
        if (!jumps.IsReset)
        {
            problems.Add("this sampler undoes noise in closed form, which it can for the processes masked and uniform. Take euler or tau-leaping.");
        }
    }

    /// <summary>The law of the symbol after a step: that at the earlier time given all others, times the kernel to what is there now.</summary>
    /// <param name="jumps">The process.</param>
    /// <param name="leap">The step.</param>
    /// <param name="present">The symbol that is there.</param>
    /// <param name="law">Holds weights of the symbol at the later time given all others, <c>q ∝ s̃</c>; receives <c>P(v) ∝ max(0, (q e^{−ΔQ})_v) k_Δ(v, present)</c>, shape [n].</param>
    public static void Step(TokenJumps jumps, in Leap leap, int present, Span<double> law)
    {
        var (total, fresh) = (Sum.Of(law), -Logarithms.ExpMinusOne(-leap.Noise));
        for (var v = 0; v < law.Length; v++)
        {
            law[v] = Math.Max(0, law[v] - (fresh * total * jumps.Prior[v]));
        }

        Return(jumps, leap, present, law);
    }

    /// <summary>The same by way of the data: <c>π ∝ max(0, q − (1 − e^{−B(t)}) prior)</c>, <c>P(v) ∝ (π k_{B(s)})_v k_Δ(v, present)</c>.</summary>
    public static void Posterior(TokenJumps jumps, in Leap leap, int present, Span<double> law)
    {
        var (sum, noise) = (Sum.Of(law), -Logarithms.ExpMinusOne(-leap.Start));
        var data = 0.0;
        for (var v = 0; v < law.Length; v++)
        {
            law[v] = Math.Max(0, law[v] - (noise * sum * jumps.Prior[v]));
            data += law[v];
        }

        var (survives, fresh) = (Math.Exp(-leap.End), -Logarithms.ExpMinusOne(-leap.End));
        for (var v = 0; v < law.Length; v++)
        {
            law[v] = (data > 0 ? survives * law[v] / data : 0) + (fresh * jumps.Prior[v]);
        }

        Return(jumps, leap, present, law);
    }

    /// <summary>Multiplies by the kernel <c>k_Δ(v, present) = e^{−Δ} [v = present] + (1 − e^{−Δ}) prior_present</c>, and normalises; where nothing is left, the symbol stays.</summary>
    private static void Return(TokenJumps jumps, in Leap leap, int present, Span<double> law)
    {
        var (stays, fresh) = (Math.Exp(-leap.Noise), -Logarithms.ExpMinusOne(-leap.Noise) * jumps.Prior[present]);
        for (var v = 0; v < law.Length; v++)
        {
            law[v] *= fresh + (v == present ? stays : 0);
        }

        var total = Sum.Of(law);
        if (!(total > 0))
        {
            law.Clear();
            law[present] = 1;
            return;
        }

        foreach (ref var value in law)
        {
            value /= total;
        }
    }
}
