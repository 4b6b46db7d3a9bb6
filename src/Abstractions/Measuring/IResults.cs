namespace Unmask;

/// <summary>Receives the values of a metric.</summary>
public interface IResults
{
    /// <summary>Reports one value.</summary>
    /// <param name="name">
    /// The value's name below the metric's label, such as <c>marginal</c> in <c>kl.marginal</c>; empty for the metric's own value. A value about another metric
    /// names it by its label after a dot, as <c>ipm.w1</c>.
    /// </param>
    /// <param name="value">The value; infinities and NaN are written as such.</param>
    /// <param name="method">How it was computed: <c>curve</c>, <c>law</c>, <c>replay</c>, <c>samples</c>.</param>
    /// <param name="error">Its standard error, a number of at least 0, or null where it is exact or has none.</param>
    /// <param name="samples">How many samples it is an estimate from, or null where it is exact; given with every standard error.</param>
    /// <param name="index">Its place in a list, from 0, or null.</param>
    /// <param name="note">What a reader of the number has to know (a bias, a reason for infinity), or null.</param>
    void Add(string name, double value, string method, double? error = null, long? samples = null, int? index = null, string? note = null);

    /// <summary>Reports one value that may be an estimate; with its parts, its differences to that of other cells have an error of their own.</summary>
    /// <param name="name">As above.</param>
    /// <param name="value">The value with its standard error, and its parts where it is a mean over samples.</param>
    /// <param name="method">As above.</param>
    /// <param name="samples">As above; its parts are of so many.</param>
    /// <param name="index">As above.</param>
    /// <param name="note">As above.</param>
    void Add(string name, Estimated value, string method, long? samples = null, int? index = null, string? note = null) =>
        Add(name, value.Value, method, value.StandardError, samples, index, note);
}
