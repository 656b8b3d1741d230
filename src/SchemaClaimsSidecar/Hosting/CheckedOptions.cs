using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;

namespace SchemaClaimsSidecar.Hosting;

/// <summary>Options that keep the sidecar from starting when they are wrong.</summary>
internal static class CheckedOptions
{
    public static void CheckedBy<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this OptionsBuilder<TOptions> builder, IValidateOptions<TOptions> check)
        where TOptions : class
    {
        builder.Services.AddSingleton(check);
        builder.ValidateOnStart();
    }
}
