using System.Diagnostics.CodeAnalysis;

namespace Grpc.Wire.Server;

/// <summary>What is reached by reflection, and must therefore stay in a program that is trimmed.</summary>
internal static class ServiceMembers
{
    /// <summary>Of a service or an interceptor that is made for a call.</summary>
    public const DynamicallyAccessedMemberTypes Made = DynamicallyAccessedMemberTypes.PublicConstructors;

    /// <summary>Of a service whose methods are mapped.</summary>
    public const DynamicallyAccessedMemberTypes Mapped = Made | DynamicallyAccessedMemberTypes.PublicMethods;

    /// <summary>Of the generated class that lists a service's methods.</summary>
    public const DynamicallyAccessedMemberTypes Listing =
        DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.NonPublicMethods;
}
