using System.Reflection;

namespace Unmask.Host.Plugins;

/// <summary>Which parameters of a plugin's constructor are left null by a pipeline that does not have what they ask for.</summary>
internal static class OptionalParameter
{
    /// <summary>Whether it asks for another section's component by a nullable type, such as <c>INoiseSchedule? noise</c>.</summary>
    public static bool Is(ParameterInfo parameter) =>
        parameter.ParameterType.IsDefined(typeof(SectionAttribute)) && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
}
