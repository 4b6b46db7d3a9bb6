namespace Unmask;

/// <summary>A process that forgets a token at unit rate and draws it anew from the prior π: <c>Q = 1πᵀ − I</c>. A capability of a process; it has no members.</summary>
/// <remarks>
/// Masked K (2) and uniform K (3) are such. Then <c>k_B = e^{−B} I + (1 − e^{−B}) 1πᵀ</c> (K (49)), so that nothing needs a matrix on symbols, whatever
/// the vocabulary. Contract: the generator is that to 1e-12.
/// </remarks>
public interface IRedraws;
