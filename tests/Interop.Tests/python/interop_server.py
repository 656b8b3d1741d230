"""The server of the interoperability cases. Prints 'LISTENING PORT' and serves until its standard input ends."""

import argparse
import pathlib
import sys
import time
from concurrent import futures

import grpc

import pattern
import stubs

here = pathlib.Path(__file__).resolve().parent
(empty, _), (messages, _), (_, services) = stubs.generate(str(here.parent / "protos"), "empty", "messages", "test")


class TestService(services.TestServiceServicer):
    def EmptyCall(self, request, context):
        return empty.Empty()

    def UnaryCall(self, request, context):
        echo(request, context)
        if request.payload.body and request.payload.body != pattern.body(len(request.payload.body)):
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "the payload is damaged")
        if request.response_compressed.value:
            context.set_compression(grpc.Compression.Gzip)
        return messages.SimpleResponse(payload=messages.Payload(body=pattern.body(request.response_size)))

    def StreamingOutputCall(self, request, context):
        if any(parameters.compressed.value for parameters in request.response_parameters):
            context.set_compression(grpc.Compression.Gzip)
        metadata(context)
        for parameters in request.response_parameters:
            wait(parameters.interval_us / 1e6, context)
            if not parameters.compressed.value:
                context.disable_next_message_compression()
            yield messages.StreamingOutputCallResponse(payload=messages.Payload(body=pattern.body(parameters.size)))
        status(request, context)


def wait(seconds, context):
    end = time.monotonic() + seconds
    while time.monotonic() < end and context.is_active():
        time.sleep(0.01)


def echo(request, context):
    metadata(context)
    status(request, context)


def metadata(context):
    for key, value in context.invocation_metadata():
        if key == "x-grpc-test-echo-initial":
            context.send_initial_metadata(((key, value),))
        if key == "x-grpc-test-echo-trailing-bin":
            context.set_trailing_metadata(((key, value),))


def status(request, context):
    if request.HasField("response_status") and request.response_status.code:
        codes = {code.value[0]: code for code in grpc.StatusCode}
        context.abort(codes[request.response_status.code], request.response_status.message)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--listen", required=True, help="HOST:PORT (port 0 for any) or unix:PATH")
    arguments.add_argument("--certificate", help="a PEM file of the key and the certificate; the server then speaks TLS")
    arguments = arguments.parse_args()
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=16))
    services.add_TestServiceServicer_to_server(TestService(), server)
    if arguments.certificate:
        pem = pathlib.Path(arguments.certificate).read_bytes()
        port = server.add_secure_port(arguments.listen, grpc.ssl_server_credentials([(pem, pem)]))
    else:
        port = server.add_insecure_port(arguments.listen)
    server.start()
    print(f"LISTENING {port}", flush=True)
    sys.stdin.read()
    server.stop(None)


main()
