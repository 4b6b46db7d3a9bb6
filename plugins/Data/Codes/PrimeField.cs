namespace Unmask.Plugins.Data.Codes;

/// <summary>Arithmetic modulo a prime q below 2^16, on numbers 0…q−1.</summary>
/// <param name="Size">q.</param>
internal readonly record struct PrimeField(int Size)
{
    /// <summary>Whether a number is prime.</summary>
    public static bool IsPrime(int number)
    {
        for (var divisor = 2; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                return false;
            }
        }

        return number > 1;
    }

    /// <summary><c>a + b c</c>.</summary>
    public int MultiplyAdd(int a, int b, int c) => (int)(((uint)b * (uint)c + (uint)a) % (uint)Size);

    /// <summary><c>−a</c>.</summary>
    public int Negate(int a) => a == 0 ? 0 : Size - a;

    /// <summary><c>1/a</c>, by Fermat's <c>a^{q−2}</c>.</summary>
    public int Inverse(int a)
    {
        var (result, power) = (1, a);
        for (var exponent = Size - 2; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 1 ? MultiplyAdd(0, result, power) : result;
            power = MultiplyAdd(0, power, power);
        }

        return result;
    }

    /// <summary><c>into += factor · row</c>.</summary>
    public void AddScaled(int factor, ReadOnlySpan<int> row, Span<int> into)
    {
        for (var j = 0; j < into.Length; j++)
        {
            into[j] = MultiplyAdd(into[j], factor, row[j]);
        }
    }

    /// <summary><c>row *= factor</c>.</summary>
    public void Scale(int factor, Span<int> row)
    {
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = MultiplyAdd(0, factor, row[j]);
        }
    }
}
