namespace Unmask.Interpretation;

/// <summary>One pass over generated sequences, shared by all metrics of a cell that look at samples.</summary>
internal static class SamplePass
{
    /// <summary>Draws as many sequences as the largest request wants and fills one tally for each request, in order.</summary>
    public static ITally[] Run(SamplingRule rule, ulong seed, IReadOnlyList<SampleRequest> requests, CancellationToken stop)
    {
        var totals = requests.Select(request => request.Create()).ToArray();
        SampleBlocks.Run(
            requests.Max(request => request.Count),
            () => new Drawing(rule, seed),
            (drawing, first, count) => Block(drawing, requests, first, count, stop),
            tallies =>
            {
                for (var r = 0; r < totals.Length; r++)
                {
                    totals[r].Merge(tallies[r]);
                }
            },
            stop);
        return totals;
    }

    private static ITally[] Block(Drawing drawing, IReadOnlyList<SampleRequest> requests, long first, int count, CancellationToken stop)
    {
        var tallies = requests.Select(request => request.Create()).ToArray();
        for (var done = 0; done < count; done += drawing.Capacity)
        {
            var batch = Math.Min(drawing.Capacity, count - done);
            drawing.Draw(first + done, batch, stop);
            for (var k = 0; k < batch; k++)
            {
                for (var r = 0; r < tallies.Length; r++)
                {
                    if (first + done + k < requests[r].Count)
                    {
                        Add(tallies[r], drawing, first + done, k, stop);
                    }
                }
            }
        }

        return tallies;
    }

    private static void Add(ITally tally, Drawing drawing, long first, int k, CancellationToken stop)
    {
        try
        {
            tally.Add(first + k, drawing.Tokens(k), drawing.Calls[k]);
        }
        catch (Exception exception) when (StepException.Places(exception, stop))
        {
            throw new StepException("metrics", $"sequence {first + k}, when it was complete", exception);
        }
    }
}
