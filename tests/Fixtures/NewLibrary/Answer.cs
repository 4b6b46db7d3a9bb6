namespace Fixture.Library;

public static class Answer
{
    public static int Number() => 2;
}
