namespace Unmask.Interpretation;

/// <summary>A step of a size law: from w revealed tokens at step t to w + s at the next, with a probability.</summary>
/// <param name="Step">The step t; 0 throughout if steps are merged.</param>
/// <param name="Revealed">Tokens revealed before it, w.</param>
/// <param name="Next">The next step; 0 throughout if steps are merged.</param>
/// <param name="Size">Tokens revealed by it, s; 0 if the step idles.</param>
/// <param name="Share">The probability of the size, <c>P(s | t, w)</c>.</param>
internal readonly record struct SizeTransition(int Step, int Revealed, int Next, int Size, double Share)
{
    /// <summary>Shares closer than this are one; below it, a step does not idle.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>
    /// The transitions of visits, in order of step, then of revealed, then of size. Steps are merged where the size depends on what is left
    /// only, wherever the law goes.
    /// </summary>
    public static IReadOnlyList<SizeTransition> Of(SizeVisits visits)
    {
        var all = BySteps(visits);
        var merged = new List<SizeTransition>();
        foreach (var from in all.GroupBy(one => one.Revealed).OrderBy(from => from.Key))
        {
            var steps = from.GroupBy(one => one.Step).Select(step => step.ToList()).ToList();
            if (steps.Exists(step => !AreSame(step, steps[0])))
            {
                return all;
            }

            merged.AddRange(steps[0].Select(one => one with { Step = 0, Next = 0 }));
        }

        return merged.Exists(one => one.Size == 0) ? all : merged;
    }

    /// <summary>The outcomes of a walk over sets: <c>Σ C(L,w) C(L−w,s) S^{w+s}</c>.</summary>
    public static double Outcomes(IEnumerable<SizeTransition> transitions, int length, int symbols) => transitions.Sum(one =>
        Binomial.Of(length, one.Revealed) * Binomial.Of(length - one.Revealed, one.Size) * Math.Pow(symbols, one.Revealed + one.Size));

    private static List<SizeTransition> BySteps(SizeVisits visits)
    {
        var transitions = new List<SizeTransition>();
        var (steps, starting) = (visits.All.ToLookup(visit => visit.Step), new SortedDictionary<int, double> { [0] = 1 });
        for (var step = 0; step <= visits.All[^1].Step; step++)
        {
            var (sizes, next) = (steps[step].ToLookup(visit => visit.Revealed), new SortedDictionary<int, double>());
            foreach (var (revealed, probability) in starting)
            {
                var idle = Math.Max(0, 1 - sizes[revealed].Sum(visit => visit.Probability / probability));
                if (idle > Tolerance)
                {
                    Add(revealed, 0, idle);
                }

                foreach (var visit in sizes[revealed])
                {
                    Add(revealed, visit.Size, visit.Probability / probability);
                }

                void Add(int from, int size, double share)
                {
                    transitions.Add(new SizeTransition(step, from, step + 1, size, share));
                    if (from + size < visits.Length)
                    {
                        next[from + size] = next.GetValueOrDefault(from + size) + (probability * share);
                    }
                }
            }

            starting = next;
        }

        return transitions;
    }

    private static bool AreSame(List<SizeTransition> one, List<SizeTransition> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => pair.First.Size == pair.Second.Size && Math.Abs(pair.First.Share - pair.Second.Share) <= Tolerance);
}
