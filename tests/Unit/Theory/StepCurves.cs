using Unmask.Tests.Oracles;
using Unmask.Theory;

namespace Unmask.Tests.Unit.Theory;

/// <summary>The step curves <c>h(w) = 1[w &lt; k]</c>: every curve is a positive mixture of them (T 1.10).</summary>
internal static class StepCurves
{
    public static InformationCurve Of(int length, int k) =>
        InformationCurve.FromValues([.. Enumerable.Range(0, length).Select(w => w < k ? 1.0 : 0)]);

    /// <summary>Every step curve of length up to 12 but the flat one.</summary>
    public static IEnumerable<InformationCurve> All() =>
        from length in Enumerable.Range(1, 12)
        from k in Enumerable.Range(1, length)
        select Of(length, k);

    public static double Error(InformationCurve curve, int[] sizes)
    {
        var (known, error) = (0, 0.0);
        foreach (var size in sizes)
        {
            for (var k = 1; k < size; k++)
            {
                error += curve.Drops[known + k] - curve.Drops[known];
            }

            known += size;
        }

        return error;
    }

    public static double Random(InformationCurve curve, ISizeLaw law) =>
        ExpectedDivergence.Of(CrossEntropyCurve.Optimal(curve), SizeRecursion.Visits(law, curve.Length, CancellationToken.None));

    /// <summary>All sizes of a length, computed once.</summary>
    public static readonly int[][][] Compositions = [.. Enumerable.Range(0, 13).Select(length => Sizes.Compositions(length).ToArray())];
}
