"""Runs the interoperability cases against a server. Prints 'ok CASE' or 'FAILED CASE: reason' for each."""

import argparse
import pathlib
import traceback

import grpc

import pattern
import stubs

LIMIT = 30
SPECIAL = "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n"
SIZES = [31415, 9, 2653, 58979]
ODD_SIZES = [0, 1, 4, 5, 6, 255, 16379, 16384, 16385, 65530, 65535, 65536, 100001, 1048575, 3000000]

here = pathlib.Path(__file__).resolve().parent
(_, _), (messages, _), (_, services) = stubs.generate(str(here.parent / "protos"), "empty", "messages", "test")
import empty_pb2  # noqa: E402  (generated above)


class Cases:
    def __init__(self, channel):
        self.channel = channel
        self.stub = services.TestServiceStub(channel)

    def empty_unary(self):
        assert self.stub.EmptyCall(empty_pb2.Empty(), timeout=LIMIT) == empty_pb2.Empty()

    def large_unary(self):
        request = messages.SimpleRequest(response_size=314159, payload=payload(271828))
        assert self.stub.UnaryCall(request, timeout=LIMIT).payload.body == pattern.body(314159)

    def server_streaming(self):
        self.expect_stream(SIZES)

    def odd_sizes(self):
        self.expect_stream(ODD_SIZES)
        for size in ODD_SIZES:
            request = messages.SimpleRequest(response_size=size, payload=payload(size))
            assert self.stub.UnaryCall(request, timeout=LIMIT).payload.body == pattern.body(size), size

    def empty_stream(self):
        call = self.stub.StreamingOutputCall(stream_request([]), timeout=LIMIT)
        assert list(call) == []
        assert call.code() == grpc.StatusCode.OK

    def cancel_after_begin(self):
        call = self.stub.StreamingOutputCall(stream_request([1], interval_us=60_000_000), timeout=LIMIT)
        call.cancel()
        assert failure(lambda: next(call)).code() == grpc.StatusCode.CANCELLED
        future = self.stub.UnaryCall.future(messages.SimpleRequest(response_size=1), timeout=LIMIT)
        future.cancel()
        assert future.cancelled() or future.code() == grpc.StatusCode.OK

    def cancel_after_first_response(self):
        call = self.stub.StreamingOutputCall(
            messages.StreamingOutputCallRequest(response_parameters=[
                messages.ResponseParameters(size=31415),
                messages.ResponseParameters(size=1, interval_us=60_000_000)]), timeout=LIMIT)
        assert next(call).payload.body == pattern.body(31415)
        call.cancel()
        assert failure(lambda: next(call)).code() == grpc.StatusCode.CANCELLED

    def timeout_on_sleeping_server(self):
        call = self.stub.StreamingOutputCall(stream_request([31415], interval_us=60_000_000), timeout=0.05)
        assert failure(lambda: next(call)).code() == grpc.StatusCode.DEADLINE_EXCEEDED

    def custom_metadata(self):
        sent = (("x-grpc-test-echo-initial", "test_initial_metadata_value"),
                ("x-grpc-test-echo-trailing-bin", b"\xab\xab\xab\x00\xff"))
        unary = self.stub.UnaryCall.with_call(messages.SimpleRequest(response_size=1), metadata=sent, timeout=LIMIT)[1]
        stream = self.stub.StreamingOutputCall(stream_request([1]), metadata=sent, timeout=LIMIT)
        assert len(list(stream)) == 1
        for call in (unary, stream):
            assert dict(call.initial_metadata())["x-grpc-test-echo-initial"] == "test_initial_metadata_value"
            assert dict(call.trailing_metadata())["x-grpc-test-echo-trailing-bin"] == b"\xab\xab\xab\x00\xff"

    def status_code_and_message(self):
        status = messages.EchoStatus(code=2, message="test status message")
        unary = failure(lambda: self.stub.UnaryCall(messages.SimpleRequest(response_status=status), timeout=LIMIT))
        stream = failure(lambda: list(self.stub.StreamingOutputCall(
            messages.StreamingOutputCallRequest(
                response_parameters=[messages.ResponseParameters(size=5)], response_status=status), timeout=LIMIT)))
        for error in (unary, stream):
            assert error.code() == grpc.StatusCode.UNKNOWN
            assert error.details() == "test status message"

    def special_status_message(self):
        request = messages.SimpleRequest(response_status=messages.EchoStatus(code=2, message=SPECIAL))
        error = failure(lambda: self.stub.UnaryCall(request, timeout=LIMIT))
        assert error.code() == grpc.StatusCode.UNKNOWN
        assert error.details() == SPECIAL, error.details()

    def unimplemented_method(self):
        error = failure(lambda: self.stub.UnimplementedCall(empty_pb2.Empty(), timeout=LIMIT))
        assert error.code() == grpc.StatusCode.UNIMPLEMENTED
        missing = self.channel.unary_unary("/grpc.testing.TestService/NoSuchCall")
        assert failure(lambda: missing(b"", timeout=LIMIT)).code() == grpc.StatusCode.UNIMPLEMENTED

    def unimplemented_service(self):
        stub = services.UnimplementedServiceStub(self.channel)
        error = failure(lambda: stub.UnimplementedCall(empty_pb2.Empty(), timeout=LIMIT))
        assert error.code() == grpc.StatusCode.UNIMPLEMENTED

    def client_compressed_unary(self):
        request = messages.SimpleRequest(
            expect_compressed=messages.BoolValue(value=True), response_size=314159, payload=payload(271828))
        plain = failure(lambda: self.stub.UnaryCall(request, timeout=LIMIT))
        assert plain.code() == grpc.StatusCode.INVALID_ARGUMENT
        response = self.stub.UnaryCall(request, timeout=LIMIT, compression=grpc.Compression.Gzip)
        assert response.payload.body == pattern.body(314159)

    def server_compressed_unary(self):
        for compressed in (True, False):
            request = messages.SimpleRequest(
                response_compressed=messages.BoolValue(value=compressed), response_size=314159, payload=payload(271828))
            assert self.stub.UnaryCall(request, timeout=LIMIT).payload.body == pattern.body(314159)

    def server_compressed_streaming(self):
        request = messages.StreamingOutputCallRequest(response_parameters=[
            messages.ResponseParameters(size=31415, compressed=messages.BoolValue(value=True)),
            messages.ResponseParameters(size=0, compressed=messages.BoolValue(value=True)),
            messages.ResponseParameters(size=92653, compressed=messages.BoolValue(value=False))])
        bodies = [response.payload.body for response in self.stub.StreamingOutputCall(request, timeout=LIMIT)]
        assert bodies == [pattern.body(31415), b"", pattern.body(92653)]

    def message_limit(self):
        request = messages.SimpleRequest(payload=messages.Payload(body=bytes(5_000_000)))
        for compression in (grpc.Compression.NoCompression, grpc.Compression.Gzip):
            error = failure(lambda: self.stub.UnaryCall(request, timeout=LIMIT, compression=compression))
            assert error.code() == grpc.StatusCode.RESOURCE_EXHAUSTED, error

    def malformed_message(self):
        raw = self.channel.unary_unary("/grpc.testing.TestService/UnaryCall")
        assert failure(lambda: raw(b"\xff\xff\xff", timeout=LIMIT)).code() == grpc.StatusCode.INTERNAL
        self.empty_unary()

    def expect_stream(self, sizes):
        bodies = [response.payload.body for response in self.stub.StreamingOutputCall(stream_request(sizes), timeout=LIMIT)]
        assert [len(body) for body in bodies] == sizes
        assert bodies == [pattern.body(size) for size in sizes]


def payload(size):
    return messages.Payload(body=pattern.body(size))


def stream_request(sizes, interval_us=0):
    return messages.StreamingOutputCallRequest(response_parameters=[
        messages.ResponseParameters(size=size, interval_us=interval_us) for size in sizes])


def failure(call):
    try:
        call()
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call succeeded")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--target", required=True, help="HOST:PORT or unix:PATH")
    arguments.add_argument("--ca", help="a PEM file; the call is then made over TLS")
    arguments = arguments.parse_args()
    if arguments.ca:
        credentials = grpc.ssl_channel_credentials(pathlib.Path(arguments.ca).read_bytes())
        channel = grpc.secure_channel(arguments.target, credentials)
    else:
        channel = grpc.insecure_channel(arguments.target)
    cases = Cases(channel)
    for name in [name for name in vars(Cases) if not name.startswith("_") and name != "expect_stream"]:
        try:
            getattr(cases, name)()
            print(f"ok {name}", flush=True)
        except Exception:
            reason = " | ".join(traceback.format_exc().splitlines()[-6:])
            print(f"FAILED {name}: {reason}", flush=True)


main()
