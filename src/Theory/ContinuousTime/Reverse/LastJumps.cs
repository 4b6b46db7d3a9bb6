namespace Unmask.Theory;

/// <summary>
/// What is left of the reverse chain as t → 0: states whose rate per e-fold of B does not fall (masks; states that the data cannot reach) are left for certain, by the chain
/// of jumps; all others stay.
/// </summary>
/// <remarks>
/// A state is left for certain where its exit rate per unit of the clock at <see cref="ReverseChain.Bottom"/> is still there five units below; where it lasts, the rate falls like B.
/// Not thread-safe.
/// </remarks>
internal sealed class LastJumps
{
    private const double Below = 5;
    private readonly ReverseRates _rates;
    private readonly double[] _exits;
    private readonly double[] _jump;
    private readonly double[] _change;
    private readonly double _speed;
    private readonly int _sweeps;

    /// <summary>Finds the states that cannot last.</summary>
    public LastJumps(ReverseChain chain, ReverseRates rates)
    {
        _rates = rates;
        var space = chain.Law.Space;
        (_exits, _jump, _change) = (new double[space.States], new double[space.States], new double[space.States]);
        _sweeps = (space.Length * space.Symbols) + 2;
        var before = new double[space.States];
        rates.Move(chain.Level(chain.Bottom));
        rates.Exit(before);
        rates.Move(chain.Level(chain.Bottom - Below));
        rates.Exit(_exits);
        _speed = SoftplusClock.Speed(chain.Bottom - Below);
        var fall = _speed / SoftplusClock.Speed(chain.Bottom);
        for (var x = 0; x < _exits.Length; x++)
        {
            _jump[x] = _exits[x] > 0 && _exits[x] * fall > before[x] / 2 ? 1 / _exits[x] : 0;
        }
    }

    /// <summary>Takes a law at the bottom of the clock to t = 0.</summary>
    /// <exception cref="InvalidOperationException">The chain jumps for ever as t → 0, so there is no law at 0.</exception>
    public void Finish(Span<double> law)
    {
        var moving = new double[law.Length];
        for (var sweep = 0; ; sweep++)
        {
            var mass = 0.0;
            for (var x = 0; x < law.Length; x++)
            {
                moving[x] = law[x] * _jump[x];
                mass += _jump[x] > 0 ? Math.Abs(law[x]) : 0;
            }

            if (mass < 1e-18)
            {
                break;
            }

            if (sweep == _sweeps)
            {
                if (mass < 1e-13)
                {
                    break;
                }

                throw Endless(mass);
            }

            _rates.Forward(moving, _change);
            for (var x = 0; x < law.Length; x++)
            {
                law[x] = _jump[x] > 0 ? 0 : law[x];
                law[x] += _change[x] + (_jump[x] > 0 ? moving[x] * _exits[x] : 0);
            }
        }

        var flux = 0.0;
        for (var x = 0; x < law.Length; x++)
        {
            flux += _jump[x] > 0 ? 0 : Math.Abs(law[x]) * _exits[x] * _speed;
        }

        if (!(flux < 1e-12))
        {
            throw Endless(flux);
        }
    }

    /// <summary>Takes an observable at t = 0 to its expectation at the bottom of the clock: the transpose of <see cref="Finish"/>.</summary>
    /// <param name="observable">Values of at most 1.</param>
    /// <exception cref="InvalidOperationException">The chain jumps for ever as t → 0.</exception>
    public void Begin(Span<double> observable)
    {
        var largest = 0.0;
        for (var sweep = 0; sweep < _sweeps; sweep++)
        {
            _rates.Backward(observable, _change);
            largest = 0;
            for (var x = 0; x < observable.Length; x++)
            {
                observable[x] += _change[x] * _jump[x];
                largest = Math.Max(largest, Math.Abs(_change[x] * _jump[x]));
            }
        }

        if (!(largest < 1e-12))
        {
            throw Endless(largest);
        }
    }

    private static InvalidOperationException Endless(double mass) =>
        new($"The reverse chain with this score keeps jumping as t → 0 (a mass of {mass:G3} moves in every e-fold of B), so that it has no law at t = 0: stop it earlier.");
}
