namespace Unmask.Theory;

/// <summary>What the forward process does to the data's information, as a function of the integrated rate B (T 2.9). Nats.</summary>
/// <remarks>Thread-safe.</remarks>
public interface IPathInformation
{
    /// <summary>
    /// What a reverse step with all positions independent given the state loses, exactly: <c>KL(p(x_s|x_t) ‖ Π_i p(x_s^(i)|x_t))</c> in the mean over <c>x_t</c>. The costs of a grid's steps
    /// add up to the divergence of the sampler's path from the true one, the prior's mismatch apart.
    /// </summary>
    /// <param name="from">B at the later time t.</param>
    /// <param name="to">B at the earlier time s.</param>
    double StepCost(double from, double to);

    /// <summary>
    /// What the process has produced by B, 0 at B = 0 and growing: entropy production <c>KL(p_0 ‖ π) − KL(p_t ‖ π)</c>, π the stationary law; where that is infinite, as with a mask, the
    /// information that is lost, <c>H(X_0 | X_t)</c>.
    /// </summary>
    double Produced(double b);

    /// <summary>
    /// The length of the path of laws from 0 to B by its net flows, <c>∫ Σ_{x&lt;y} |p_t(x) Q_t(x, y) − p_t(y) Q_t(y, x)| dt</c>: at least the Hamming <c>W1(p_0, p_t)</c>, and equal to
    /// it with a mask, <c>d (1 − e^{−B})</c>.
    /// </summary>
    double Moved(double b);
}
