"""
Asks a server's grpc.health.v1 service. Check prints one status, Watch one a line as they come.

    health_probe.py --proto FOLDER_OF_HEALTH_PROTO --target HOST:PORT|unix:PATH [--ca PEM] [--service NAME]
                    [--watch] [--count N] [--timeout SECONDS]

Exit code: 0 when the last status is SERVING, 1 when it is another, 2 when the call failed (its status is printed).
"""

import argparse
import pathlib
import sys

import grpc

import stubs


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--proto", required=True)
    arguments.add_argument("--target", required=True)
    arguments.add_argument("--ca")
    arguments.add_argument("--service", default="")
    arguments.add_argument("--watch", action="store_true")
    arguments.add_argument("--count", type=int, default=1, help="how many statuses Watch waits for")
    arguments.add_argument("--timeout", type=float, default=10)
    arguments = arguments.parse_args()
    [(health, services)] = stubs.generate(arguments.proto, "health")
    channel = grpc.insecure_channel(arguments.target) if not arguments.ca else grpc.secure_channel(
        arguments.target, grpc.ssl_channel_credentials(pathlib.Path(arguments.ca).read_bytes()))
    stub = services.HealthStub(channel)
    request = health.HealthCheckRequest(service=arguments.service)
    last = None
    try:
        if not arguments.watch:
            last = stub.Check(request, timeout=arguments.timeout)
            show(health, last)
        else:
            for seen, last in enumerate(stub.Watch(request, timeout=arguments.timeout), start=1):
                show(health, last)
                if seen == arguments.count:
                    break
    except grpc.RpcError as error:
        print(f"{error.code().name}: {error.details()}", flush=True)
        sys.exit(2)
    sys.exit(0 if last is not None and last.status == health.HealthCheckResponse.SERVING else 1)


def show(health, response):
    print(health.HealthCheckResponse.ServingStatus.Name(response.status), flush=True)


main()
