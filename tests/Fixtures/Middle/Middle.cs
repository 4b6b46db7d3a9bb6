using Fixture.Library;

namespace Fixture.Middle;

public static class Middle
{
    public static int Number() => Answer.Number();
}
