namespace Unmask.Testing;

/// <summary>The contract of <see cref="INoiseSchedule"/>, a test for each sentence.</summary>
/// <example><code>
/// public sealed class MyNoiseTests : NoiseConformance
/// {
///     protected override INoiseSchedule Create() => new MyNoise(new MyNoiseOptions(Rate: 2));
/// }
/// </code></example>
public abstract class NoiseConformance
{
    private const int Times = 64;

    /// <summary>The largest integrated rate that is tried where it is infinite at the end: e^−30 of the tokens survive.</summary>
    private const double Most = 30;

    /// <summary>How near a time or an integrated rate has to be, as a part of the largest.</summary>
    private const double Near = 1e-10;

    /// <summary>Creates the schedule, a new instance at each call.</summary>
    protected abstract INoiseSchedule Create();

    /// <summary>The end is positive and finite.</summary>
    [Fact]
    public void The_end_is_positive_and_finite()
    {
        var end = Create().End;
        Assert.True(end > 0 && double.IsFinite(end), $"got {end:R} as the end; expected a time above 0");
    }

    /// <summary>Nothing has happened at time 0.</summary>
    [Fact]
    public void Nothing_has_happened_at_0()
    {
        var integral = Create().Integral(0);
        Assert.True(integral == 0, $"B(0) is {integral:R}; expected 0");
    }

    /// <summary>Something has happened at the end.</summary>
    [Fact]
    public void Something_has_happened_at_the_end()
    {
        var noise = Create();
        var integral = noise.Integral(noise.End);
        Assert.True(integral > 0, $"B({noise.End:R}) at the end is {integral:R}; expected more than 0");
    }

    /// <summary>B never falls, and is finite before the end.</summary>
    [Fact]
    public void The_integral_never_falls() => Each((noise, t) =>
    {
        var (before, after) = (noise.Integral(t), noise.Integral(Math.Min(t + (noise.End / Times), noise.End)));
        Assert.True(before <= after && (t == noise.End || double.IsFinite(before)), $"B({t:R}) is {before:R}, and {after:R} a little later");
    });

    /// <summary>Rates are at least 0, and finite before the end.</summary>
    [Fact]
    public void Rates_are_at_least_0() => Each((noise, t) =>
    {
        var rate = noise.Rate(t);
        Assert.True(rate >= 0 && (t == noise.End || double.IsFinite(rate)), $"the rate at {t:R} is {rate:R}; expected at least 0");
    });

    /// <summary>B is the integral of the rate: it grows, over short times, as the least or the largest rate in them or in between.</summary>
    [Fact]
    public void The_integral_is_that_of_the_rate() => Each((noise, t) =>
    {
        var short_ = noise.End * 1e-5;
        var (from, to) = (Math.Max(t - short_, 0), t + short_);
        if (to >= noise.End)
        {
            return;
        }

        var rates = Enumerable.Range(0, 33).Select(k => noise.Rate(from + ((to - from) * k / 32))).ToList();
        var growth = (noise.Integral(to) - noise.Integral(from)) / (to - from);
        var slack = 1e-6 * (rates.Max() + (noise.Integral(t) / noise.End));
        Assert.True(
            growth >= rates.Min() - slack && growth <= rates.Max() + slack,
            $"B grows by {growth:G7} per unit of time at {t:R}; the rates there are {rates.Min():G7} to {rates.Max():G7}");
    });

    /// <summary>The inverse gives the first time at which B is reached.</summary>
    [Fact]
    public void The_inverse_undoes_the_integral()
    {
        var noise = Create();
        var most = Math.Min(noise.Integral(noise.End), Most);
        for (var k = 0; k <= Times; k++)
        {
            var b = k == Times ? most : most * k / Times;
            var t = noise.Inverse(b);
            Assert.True(t >= 0 && t <= noise.End, $"the inverse of B = {b:R} is the time {t:R}; expected 0 to {noise.End:R}");
            var (before, after) = (noise.Integral(Math.Max(t - (Near * noise.End), 0)), noise.Integral(Math.Min(t + (Near * noise.End), noise.End)));
            Assert.True(before <= b + (Near * most) && after >= b - (Near * most), $"the inverse of B = {b:R} is the time {t:R}, where B is {noise.Integral(t):R}");
        }

        Each((each, t) =>
        {
            var first = each.Inverse(each.Integral(t));
            Assert.True(first <= t + (Near * each.End), $"B({t:R}) is {each.Integral(t):R}, and its inverse is {first:R}, which is later");
        });
    }

    /// <summary>Times and integrated rates that there are none of are refused.</summary>
    [Fact]
    public void What_is_out_of_range_is_refused()
    {
        var noise = Create();
        foreach (var t in new[] { -1e-3, noise.End * 1.001, double.NaN, double.PositiveInfinity })
        {
            Refused(() => noise.Rate(t), $"the rate at {t:R}");
            Refused(() => noise.Integral(t), $"B({t:R})");
        }

        foreach (var b in new[] { -1e-3, (noise.Integral(noise.End) * 1.001) + 1e-9, double.NaN })
        {
            if (!double.IsPositiveInfinity(b))
            {
                Refused(() => noise.Inverse(b), $"the inverse of B = {b:R}");
            }
        }
    }

    /// <summary>The same question has the same answer, asked again and of another instance.</summary>
    [Fact]
    public void The_same_question_has_the_same_answer()
    {
        var (one, other) = (Create(), Create());
        var answers = Enumerable.Range(0, Times + 1).Select(k => Answers(one, k)).ToList();
        for (var k = Times; k >= 0; k--)
        {
            Same(answers[k], Answers(one, k), k, "asked again");
            Same(answers[k], Answers(other, k), k, "of another instance");
        }
    }

    /// <summary>One instance serves many threads.</summary>
    [Fact]
    public void Many_threads_get_the_answers_of_one()
    {
        var noise = Create();
        var answers = Enumerable.Range(0, Times + 1).Select(k => Answers(noise, k)).ToList();
        AtOnce.Ask(4 * answers.Count, n => Ask(n % answers.Count));

        void Ask(int k)
        {
            try
            {
                Same(answers[k], Answers(noise, k), k, "on several threads at once");
            }
            catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"at time {k}/{Times} of the end: threw {Words.Of(exception)} on several threads at once; before, it answered {answers[k]}");
            }
        }
    }

    private static (double Rate, double Integral, double Inverse) Answers(INoiseSchedule noise, int k)
    {
        var t = Time(noise, k);
        return (noise.Rate(t), noise.Integral(t), noise.Inverse(Math.Min(noise.Integral(t), Most)));
    }

    private static void Same((double, double, double) before, (double, double, double) now, int k, string how) =>
        Assert.True(before.Equals(now), $"at time {k}/{Times} of the end: rate, B and inverse are {now} {how}; before, {before}");

    private static void Refused(Func<double> question, string what)
    {
        var said = "";
        try
        {
            said = $"gave {question():R}";
        }
        catch (ArgumentOutOfRangeException)
        {
            return;
        }
        catch (Exception exception)
        {
            said = $"threw {Words.Of(exception)}";
        }

        Assert.Fail($"{what} {said}; expected an ArgumentOutOfRangeException");
    }

    private static double Time(INoiseSchedule noise, int k) => k == Times ? noise.End : noise.End * k / Times;

    private void Each(Action<INoiseSchedule, double> check)
    {
        var noise = Create();
        for (var k = 0; k <= Times; k++)
        {
            check(noise, Time(noise, k));
        }
    }
}
