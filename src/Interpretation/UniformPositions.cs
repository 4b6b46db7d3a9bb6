using System.Buffers;

namespace Unmask.Interpretation;

/// <summary>A size law as a schedule: the size is picked, then a uniform subset of the masked positions (LC section 2).</summary>
internal sealed class UniformPositions(ISizeLaw sizes) : ISchedule
{
    public Observes Observes => Observes.Nothing;

    public T? Find<T>() where T : class => typeof(T) == typeof(ISizeLaw) ? sizes as T : sizes.Find<T>() ?? this as T;

    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        var left = step.Masked.Length;
        var law = ArrayPool<double>.Shared.Rent(left);
        var chosen = ArrayPool<int>.Shared.Rent(left);
        try
        {
            var largest = sizes.Sizes(step.Index, left, law.AsSpan(0, left));
            var size = 1 + choose.Pick(law.AsSpan(0, largest));
            choose.Subset(step.Masked, chosen.AsSpan(0, size));
            for (var k = 0; k < size; k++)
            {
                choose.Reveal(chosen[k]);
            }
        }
        finally
        {
            ArrayPool<double>.Shared.Return(law);
            ArrayPool<int>.Shared.Return(chosen);
        }
    }
}
