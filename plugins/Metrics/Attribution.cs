using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Unmask.Theory;

namespace Unmask.Plugins.Metrics;

/// <summary>Options of <see cref="Attribution"/>: an observable, by position and symbol or by a file.</summary>
/// <param name="Position">A position, with a symbol: the observable is 1 where it is there.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="File">A file of any observable.</param>
/// <param name="Times">Spans of time.</param>
public sealed record AttributionOptions(
    [Range(0, int.MaxValue)][Description("position of a symbol, from 0: the observable is 1 where the symbol is there, else 0")] int? Position = null,
    [Range(0, int.MaxValue)][Description("the symbol at that position, from 0")] int? Symbol = null,
    [InputFile][Description("file of any observable instead: S^L numbers, row-major, the first token slowest")] string? File = null,
    [Range(1, 10_000)][Description("equal spans of time, from data to noise, that the error is told apart by")] int Times = 8);

/// <summary>
/// Where the error of one observable ψ of the continuous reverse chain comes from, K (27): <c>attribution</c> = <c>E_data ψ − E_generated ψ</c> is the sum of
/// <c>.prior</c> and of all <c>.cell</c> (index = span · L + position), <c>∫ Σ_x p_t(x) Σ_v (φ_t(x_{i→v}) − φ_t(x)) Q_t(x_{i→v}, x) (s − s̃)_t(x)_{i→v} dt</c> over a
/// span of time at a position i, φ the adjoint K (18); <c>.time</c> and <c>.position</c> are their sums by one of the two.
/// </summary>
/// <remarks>Exact, to about 1e-11 of ‖ψ‖_∞. Of the class {ψ} its absolute value is an integral probability metric, so that <c>bounds.ipm</c> bounds it: K (19)/(20). Thread-safe.</remarks>
[Plugin(
    "attribution",
    Summary = "Where in time, and at which positions, the score error costs an observable most",
    Equation = "E_data ψ − E_generated ψ = ⟨p_T − p_base, φ_T⟩ + ∫ Σ_i E_{p_t} Σ_v (φ_t(x_{i→v}) − φ_t(x)) Q_t(x_{i→v}, x) (s − s̃)_t(x)_{i→v} dt",
    Reference = "K (18), (27); T 2.4",
    Example = """{"position": 0, "symbol": 1}""")]
public sealed class Attribution(AttributionOptions options) : IMetric, IIntegralMetric, IValidates
{
    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems)
    {
        var (position, symbol) = (options.Position, options.Symbol);
        if ((options.File is null) == (position is null && symbol is null))
        {
            problems.Add($"got {(options.File is null ? "no observable" : "both a file and a symbol")}; expected either \"position\" and \"symbol\", or \"file\".");
        }
        else if (options.File is not null)
        {
            ObservableFile.Check(options.File, shape, one: true, problems);
        }
        else if (position is null || symbol is null)
        {
            problems.Add(position is null ? "position" : "symbol", "got none; expected \"position\" and \"symbol\" together.");
        }
        else if (position >= shape.Length || symbol >= shape.States)
        {
            problems.Add(
                position >= shape.Length ? "position" : "symbol",
                position >= shape.Length ? $"got {position} in sequences of {shape.Length}; expected 0 to {shape.Length - 1}." : $"got {symbol} of {shape.States} symbols; expected 0 to {shape.States - 1}.");
        }
    }

    /// <inheritdoc/>
    public void Check(ICell cell, Problems problems)
    {
        if (cell.Check<ReverseChain>().Reason is { } reason)
        {
            problems.Add(reason);
        }
    }

    /// <inheritdoc/>
    public double Constant(ICell cell) => options.File is null ? 0.5 : MetricConstant.Spread(ObservableFile.Read(options.File));

    /// <inheritdoc/>
    public void Measure(ICell cell, ITally? seen, IResults results, CancellationToken stop)
    {
        var (chain, method) = cell.Derive<ReverseChain>(stop);
        var (length, end) = (cell.Shape.Length, chain.Noise.End);
        var adjoint = ReverseAdjoint.Of(chain, Observable(chain.Law.Space, cell.Shape), [.. Enumerable.Range(1, options.Times).Select(k => k == options.Times ? end : end * k / options.Times)], stop);
        results.Add("", adjoint.Error, method, note: ReverseLawNote.Of(cell));
        results.Add("prior", adjoint.Prior, method);
        for (var i = 0; i < length; i++)
        {
            results.Add("position", adjoint.Cells.Sum(cell => cell.Positions[i]), method, index: i);
        }

        foreach (var (k, span) in adjoint.Cells.Index())
        {
            results.Add("time", span.Positions.Sum(), method, index: k, note: string.Create(CultureInfo.InvariantCulture, $"t from {span.From:G6} to {span.To:G6}"));
        }

        foreach (var (k, span) in adjoint.Cells.Index())
        {
            for (var i = 0; i < length; i++)
            {
                results.Add("cell", span.Positions[i], method, index: (k * length) + i, note: string.Create(CultureInfo.InvariantCulture, $"t from {span.From:G6} to {span.To:G6}, position {i}"));
            }
        }
    }

    /// <summary>ψ on the states of the chain; of states with masks, which are never generated, 0.</summary>
    private double[] Observable(TokenSpace space, Shape shape)
    {
        if (options.File is { } file)
        {
            return space.Embed(ObservableFile.Read(file), shape.States);
        }

        var observable = new double[space.States];
        for (var x = 0; x < observable.Length; x++)
        {
            observable[x] = space.Symbol(x, options.Position!.Value) == options.Symbol ? 1 : 0;
        }

        return observable;
    }
}
