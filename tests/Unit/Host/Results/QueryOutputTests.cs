using Apache.Arrow;
using Apache.Arrow.Ipc;
using DuckDB.NET.Data;
using Unmask.Host.Results.Query;
using Unmask.Host.Runs;

namespace Unmask.Tests.Unit.Host.Results;

public class QueryOutputTests
{
    private const string Values =
        """
        select * from (values
            (1, 0.1::double, 'plain', true, [[1], [null, 2]], {'a': 1.5, 'b': 'x'}, date '2026-01-02', 12345678901234567890123::hugeint),
            (2, 'nan'::double, 'a,"b"', false, [], null, null, null),
            (3, '-inf'::double, E'two\nlines', null, null, null, null, null),
            (4, 1e300, '', null, null, null, null, null)) as t(i, d, s, b, l, o, w, h)
        """;

    [Fact]
    public async Task Csv_is_quoted_where_it_must_be() => Assert.Equal(
        """"
        i,d,s,b,l,o,w,h
        1,0.1,plain,true,"[[1],[null,2]]","{""a"":1.5,""b"":""x""}",2026-01-02,12345678901234567890123
        2,NaN,"a,""b""",false,[],,,
        3,-Infinity,"two
        lines",,,,,
        4,1e+300,"",,,,,

        """", await Written(output => new CsvOutput(output)));

    [Fact]
    public async Task Json_has_numbers_as_numbers_and_what_is_none_as_text() => Assert.Equal(
        """
        {"i":1,"d":0.1,"s":"plain","b":true,"l":[[1],[null,2]],"o":{"a":1.5,"b":"x"},"w":"2026-01-02","h":12345678901234567890123}
        {"i":2,"d":"NaN","s":"a,\"b\"","b":false,"l":[],"o":null,"w":null,"h":null}
        {"i":3,"d":"-Infinity","s":"two\nlines","b":null,"l":null,"o":null,"w":null,"h":null}
        {"i":4,"d":1E+300,"s":"","b":null,"l":null,"o":null,"w":null,"h":null}

        """, await Written(output => new JsonOutput(output)));

    [Fact]
    public async Task A_table_is_aligned_and_starts_again_after_many_rows()
    {
        var text = await Written(output => new TableOutput(new Screen(output, output, () => Screen.Plain(output), null)), "select range as n, range / 8 as x, case when range = 3 then null else 'a' end as s from range(1001)");
        var lines = text.Split('\n');
        Assert.Equal(["   n         x   s", " ─────────────────"], lines[..2]);
        Assert.Equal(["   3     0.375   –", "   4     0.5     a"], lines[5..7]);
        Assert.Equal(2, lines.Count(line => line.Contains('x', StringComparison.Ordinal)));
        Assert.Contains("(no", await Written(output => new TableOutput(new Screen(output, output, () => Screen.Plain(output), null)), "select 1 as a where false"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrow_reads_back()
    {
        var bytes = new MemoryStream();
        using var connection = Open();
        using var command = new DuckDBCommand("select range as n, range::double / 3 as x, 'ε' || range as s from range(5000)", connection) { UseStreamingMode = true };
        await new ArrowOutput(() => bytes).Write(command, TestContext.Current.CancellationToken);
        using var reader = new ArrowStreamReader(new MemoryStream(bytes.ToArray()));
        var n = 0L;
        while (await reader.ReadNextRecordBatchAsync(TestContext.Current.CancellationToken) is { } batch)
        {
            for (var i = 0; i < batch.Length; i++, n++)
            {
                Assert.Equal((n, n / 3.0, $"ε{n}"), (((Int64Array)batch.Column(0)).GetValue(i)!.Value, ((DoubleArray)batch.Column(1)).GetValue(i)!.Value, ((StringArray)batch.Column(2)).GetString(i)));
            }
        }

        Assert.Equal(5000, n);
    }

    private static async Task<string> Written(Func<TextWriter, IQueryOutput> output, string sql = Values)
    {
        using var connection = Open();
        using var command = new DuckDBCommand(sql, connection) { UseStreamingMode = true };
        using var text = new StringWriter { NewLine = "\n" };
        await output(text).Write(command, TestContext.Current.CancellationToken);
        return text.ToString();
    }

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return connection;
    }
}
