using Interop.Tests.Support;

namespace Interop.Tests;

/// <summary>grpcio's client against our server.</summary>
public sealed class PythonClientTests(ClientRuns runs) : IClassFixture<ClientRuns>
{
    private static readonly string[] Names =
    [
        "empty_unary", "large_unary", "server_streaming", "odd_sizes", "empty_stream", "cancel_after_begin",
        "cancel_after_first_response", "timeout_on_sleeping_server", "custom_metadata", "status_code_and_message",
        "special_status_message", "unimplemented_method", "unimplemented_service", "client_compressed_unary",
        "server_compressed_unary", "server_compressed_streaming", "message_limit", "malformed_message",
    ];

    public static TheoryData<string, Transport> Cases => CaseNames.OnEachTransport(Names);

    [PythonTheory]
    [MemberData(nameof(Cases))]
    public Task Case_AgainstOurServer_Passes(string name, Transport transport) =>
        runs.AssertPassedAsync(Python.Program, transport, name, (target, certificate) =>
            [Python.Script("interop_client.py"), "--target", target, .. certificate is null ? [] : new[] { "--ca", certificate }]);
}
