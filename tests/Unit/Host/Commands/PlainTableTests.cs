using CsCheck;
using Unmask.Host.Commands;

namespace Unmask.Tests.Unit.Host.Commands;

public class PlainTableTests
{
    [Fact]
    public void A_table_that_fits_has_one_line_a_row_and_nothing_at_the_end_of_lines() => Assert.Equal(
        """
         kind        name       what it is
         ─────────────────────────────────
         schedule    balanced
         predictor   exact      The data's


        """,
        Written(80, ["schedule", "balanced", ""], ["predictor", "exact", "The data's"]));

    [Fact]
    public void The_widest_columns_are_narrowed_and_wrapped_between_words() => Assert.Equal(
        """
         kind       name       what it is
         ──────────────────────────────────
         schedule   balanced   Equal sizes,
                               the larger
                               ones first
         schedule   cosine     AWordThatIsT
                               ooLong


        """,
        Written(35, ["schedule", "balanced", "Equal sizes, the larger ones first"], ["schedule", "cosine", "AWordThatIsTooLong"]));

    [Fact]
    public void Every_word_is_there_and_no_line_is_wider_than_asked() =>
        Gen.Select(Gen.Int[45, 120], Gen.String["abcde "].Array[3].Array[1, 5]).Sample((width, rows) =>
        {
            var lines = Written(width, rows).Split('\n');
            Assert.All(lines, line => Assert.True(line.Length <= width, line));
            Assert.Equal(
                rows.SelectMany(row => string.Concat(row)).Where(letter => letter != ' ').Order(),
                lines.Skip(2).SelectMany(line => line).Where(letter => letter != ' ').Order());
        });

    private static string Written(int width, params string[][] rows)
    {
        using var text = new StringWriter { NewLine = "\n" };
        PlainTable.Of(["kind", "name", "what it is"], rows).Write(text, width);
        return text.ToString();
    }
}
