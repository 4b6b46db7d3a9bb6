using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Unmask.Theory;

namespace Unmask.Plugins.Predictors.NGrams;

/// <summary>Options of <see cref="NGram"/>: exactly one of files and counts.</summary>
/// <param name="Order">n: each token given the n − 1 before it.</param>
/// <param name="Files">Text to train on.</param>
/// <param name="Counts">Counts to train on.</param>
/// <param name="Smoothing">How probability is shared with what was not counted.</param>
/// <param name="PseudoCount">δ of additive smoothing.</param>
/// <param name="Discount">D of Kneser–Ney smoothing.</param>
public sealed record NGramOptions(
    [Description("n, the symbols of a gram: each token given the n - 1 before it"), Range(1, 5)] int Order,
    [Description("text to train on, read as the data law reads text; no gram is counted across two files"), InputFile, OneOrMany] string[]? Files = null,
    [Description("counts to train on: one gram a line, its n or more symbols as numbers from 0, then its count; # for comments"), InputFile] string? Counts = null,
    [Description("wittenBell and kneserNey mix in the next shorter context; additive adds pseudoCount to every count")] Smoothing Smoothing = Smoothing.WittenBell,
    [Description("δ of additive, above 0; 1 if absent"), Range(1e-9, 1e9)] double? PseudoCount = null,
    [Description("D of kneserNey, between 0 and 1; n1 / (n1 + 2 n2) if absent, n_r the number of grams counted r times"), Range(1e-9, 1 - 1e-9)] double? Discount = null);

/// <summary>
/// The conditionals of a smoothed n-gram model <c>p̂(x) = Π_i P(x_i | x_{i−n+1} … x_{i−1})</c> under any mask, exactly, by
/// forward–backward over its contexts.
/// </summary>
/// <remarks>
/// <para>Smoothing: <see cref="NGrams.WittenBell"/>, <see cref="NGrams.KneserNey"/>, <see cref="NGrams.Additive"/>; below the empty context
/// stands the uniform law, so every symbol is possible everywhere. The first n − 1 tokens of a sequence have shorter contexts and are
/// predicted by the models of lower order. Counts of shorter grams are sums over those of n symbols, so a text and the file of its
/// counts give the same model.</para>
/// <para>These are conditionals of one law: one token at a time, in any order, what is generated has that law, and <c>elbo</c> is its
/// ordinary cross-entropy.</para>
/// <para>Cost: a step costs at most 3 C S multiplications, C the contexts that were counted (at most about S^(n−1)); fewer where revealed
/// tokens restrict them (<see cref="ContextChain"/>). Memory: C S probabilities, and up to C L numbers for each thread.</para>
/// <para>As a denoiser it is the model's posterior given the noisy tokens, where every context is possible.</para>
/// <para>Trained when first needed. Thread-safe; a warm call allocates nothing.</para>
/// </remarks>
[Plugin(
    "ngram",
    Summary = "Smoothed n-gram model of text or counts, its conditionals exact under any mask",
    Equation = "P(x) = Π_i P(x_i | c), c the n − 1 tokens before i, c′ without its first; wittenBell: P(v|c) = [n(cv) + N(c) P(v|c′)] / [n(c) + N(c)], " +
        "N(c) different symbols after c; kneserNey: max(a(cv) − D, 0)/a(c) + D N(c)/a(c) P(v|c′), a = n, for shorter c different symbols before cv; " +
        "additive: (n(cv) + δ)/(n(c) + δ S)",
    Reference = "Chen and Goodman 1999",
    Example = """{"order": 3, "files": "text.txt"}""")]
public sealed class NGram(NGramOptions options, IDataDistribution data) : IMaskPredictor, IDenoiserSource, IValidates
{
    private readonly NGramTraining _training = new(options, data);

    /// <inheritdoc/>
    public void Validate(Shape shape, Problems problems) => _training.Validate(problems);

    /// <inheritdoc/>
    public void Predict(in Query query, Span<double> rows, CancellationToken stop)
    {
        var model = _training.Model;
        for (var k = 0; k < query.Count; k++)
        {
            if (!model.TryConditionals(query.Tokens(k), query.Positions(k), query.RowsOf(k, rows), stop))
            {
                throw new InvalidOperationException("The revealed tokens are less likely than 1e-308 under the n-gram model.");
            }
        }
    }

    /// <inheritdoc/>
    public IDenoiser Denoiser(IForwardProcess process, INoiseSchedule noise) => new Posterior(new ExactDenoising(data.Shape, process, new Memory(_training, data.Shape)), noise);

    private sealed class Posterior(ExactDenoising exact, INoiseSchedule noise) : IDenoiser
    {
        public void Denoise(double time, in Query query, Span<double> rows, CancellationToken stop) => exact.Posterior(noise.Integral(time), query, rows, stop);
    }

    private sealed class Memory(NGramTraining training, Shape shape) : IFiniteMemory
    {
        private readonly Lazy<ContextMemory> _memory = new(() => new ContextMemory(training.Model, shape.Length));

        ITransferLaw IFiniteMemory.Memory => _memory.Value;
    }
}
