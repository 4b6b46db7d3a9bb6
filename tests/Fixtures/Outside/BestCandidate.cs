using Unmask;

namespace Fixture;

/// <summary>A schedule that looks at candidates: draws one at every masked position and keeps the likeliest, the first of several.</summary>
[Plugin("best-candidate")]
public sealed class BestCandidate : ISchedule
{
    public Observes Observes => Observes.Rows;

    public void Reveal(in Step step, in Rows rows, IChoices choose)
    {
        var (best, symbol, confidence) = (-1, -1, -1.0);
        for (var k = 0; k < rows.Count; k++)
        {
            var candidate = choose.Pick(rows.Drawn(k));
            if (rows[k][candidate] > confidence + 1e-9)
            {
                (best, symbol, confidence) = (rows.At[k], candidate, rows[k][candidate]);
            }
        }

        choose.Write(best, symbol);
    }
}
