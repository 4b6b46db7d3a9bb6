namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>The laws after every counted context: after a full one, and after a shorter one that is fallen back on.</summary>
internal sealed class SmoothedLaws
{
    private readonly int _states;
    private readonly double[][] _full, _shorter;

    /// <summary>Smooths all levels, from the empty context on.</summary>
    public SmoothedLaws(GramLevel[] levels, ISmoothing smoothing)
    {
        _states = levels[0].States;
        (_full, _shorter) = (new double[levels.Length][], new double[levels.Length][]);
        var uniform = new double[_states];
        Array.Fill(uniform, 1.0 / _states);
        foreach (var level in levels)
        {
            var numbers = level.Contexts.Length * _states;
            var (full, shorter) = (new double[numbers], new double[level == levels[^1] ? 0 : numbers]);
            for (var c = 0; c < level.Contexts.Length; c++)
            {
                var lower = level.ContextLength == 0 ? uniform : Of(level.ContextLength - 1, levels[level.ContextLength - 1].Find(level.Contexts[c]), full: false);
                smoothing.Law(level, c, full: true, lower, full.AsSpan(c * _states, _states));
                if (level != levels[^1])
                {
                    smoothing.Law(level, c, full: false, lower, shorter.AsSpan(c * _states, _states));
                }
            }

            (_full[level.ContextLength], _shorter[level.ContextLength]) = (full, shorter);
        }
    }

    /// <summary>The law after a counted context, shape [S].</summary>
    public ReadOnlySpan<double> Of(int length, int number, bool full) => (full ? _full : _shorter)[length].AsSpan(number * _states, _states);
}
