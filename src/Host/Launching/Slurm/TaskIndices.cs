using System.Globalization;
using System.Text;

namespace Unmask.Host.Launching.Slurm;

/// <summary>The indices of an array job as Slurm reads them: <c>0-3,7,9-12</c>.</summary>
internal static class TaskIndices
{
    /// <summary>Writes indices with runs joined.</summary>
    /// <param name="indices">Ascending, each once.</param>
    public static string Write(IEnumerable<int> indices)
    {
        var text = new StringBuilder();
        int? first = null, last = null;
        foreach (var index in indices)
        {
            if (index == last + 1)
            {
                last = index;
                continue;
            }

            Close();
            first = last = index;
        }

        Close();
        return text.ToString();

        void Close()
        {
            if (first is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(text.Length > 0 ? "," : "")}{first}{(last > first ? $"-{last}" : "")}");
            }
        }
    }
}
