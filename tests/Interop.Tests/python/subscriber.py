"""
Follows a sidecar as a DMS does, written from proto/ and docs/protocol.md alone. Prints one line of JSON for every release that it
applied: generation, snapshot id, how many parts came and how many it had. Prints what it refuses to standard error.

    subscriber.py --proto FOLDER_OF_PROTO --target unix:PATH|HOST:PORT [--name POD] [--until GENERATION]

Ends with 0 once it has applied the generation of --until, with 1 after it has refused a release.
"""

import argparse
import hashlib
import json
import random
import sys
import threading
import time
import uuid

import grpc

import stubs

PROTOCOL = 1
# What every call must bear.
MARK = (("schema-claims", "true"),)
# Longer than several heartbeats: a stream that says nothing for so long is dead.
SILENCE_SECONDS = 30
SHORTEST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.05, 2.0


class Refused(Exception):
    """A release that must not be applied, with the code that the sidecar is told."""

    def __init__(self, code, reason):
        super().__init__(f"{code}: {reason}")
        self.code, self.reason = code, reason


class Transfer:
    """A release on its way: what its manifest names, and what of it has arrived."""

    def __init__(self, offer, held):
        self.release, self.manifest = json.loads(offer.release), json.loads(offer.manifest)
        self.snapshot = hashlib.sha256(offer.manifest).hexdigest()
        self.lengths = {bytes.fromhex(part["digest"]): part["length"] for part in self.manifest["parts"]}
        self.reused = len(self.lengths.keys() & held.keys())
        self.came = 0
        self.began = time.monotonic()
        self._open = {}

    def take(self, piece, held):
        """Puts a piece at its place; a part that is complete and has its digest is held."""
        part = self._open.setdefault(piece.digest, bytearray())
        if piece.digest not in self.lengths or piece.offset != len(part):
            raise Refused("PART_DAMAGED", f"A piece at {piece.offset} of {piece.digest.hex()} does not continue what was received.")
        part += piece.data
        if len(part) < self.lengths[piece.digest]:
            return
        if hashlib.sha256(part).digest() != piece.digest:
            raise Refused("PART_DAMAGED", f"The bytes of {piece.digest.hex()} have another digest.")
        held[piece.digest] = bytes(self._open.pop(piece.digest))
        self.came += 1

    def check(self, held, running):
        """Says whether the release may be applied: it is what it says, follows what runs, and is complete."""
        if self.snapshot != self.release["snapshot"]:
            raise Refused("MANIFEST_INVALID", f"The release names snapshot {self.release['snapshot']}, the manifest is {self.snapshot}.")
        if running is not None and self.release["epoch"] != running.epoch and running.epoch not in self.release.get("replaces", []):
            raise Refused("EPOCH_CHANGED", f"Epoch {running.epoch} runs, and {self.release['epoch']} was offered.")
        if running is not None and self.release["epoch"] == running.epoch and self.release["generation"] <= running.generation:
            raise Refused("GENERATION_WENT_BACKWARDS", f"{running.generation} runs, and {self.release['generation']} was offered.")
        missing = [digest.hex() for digest in self.lengths if digest not in held]
        if missing:
            raise Refused("PART_MISSING", f"{len(missing)} parts did not come, {missing[0]} among them.")


class Subscriber:
    """One process that follows: what it holds and runs outlives every stream."""

    def __init__(self, messages, services, arguments):
        self._messages, self._services, self._arguments = messages, services, arguments
        self._instance = uuid.uuid4().hex
        self._held, self._running = {}, None

    def run(self):
        """Subscribes again and again, after a jittered pause, until the generation that was asked for is applied."""
        pause = SHORTEST_PAUSE_SECONDS
        while True:
            try:
                with grpc.insecure_channel(self._arguments.target) as channel:
                    for _ in self._follow(self._services.DistributionStub(channel)):
                        pause = SHORTEST_PAUSE_SECONDS
                        if self._running is not None and self._running.generation >= self._arguments.until:
                            return
            except grpc.RpcError as error:
                print(f"{error.code().name}: {error.details()}", file=sys.stderr, flush=True)
            time.sleep(pause * random.uniform(0.5, 1))
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    def _follow(self, stub):
        transfer = None
        for event in Silence(stub.Subscribe(self._request(), metadata=MARK)):
            kind = event.WhichOneof("event")
            try:
                if kind == "offer":
                    transfer = Transfer(event.offer, self._held)
                elif kind == "parts":
                    for piece in event.parts.pieces:
                        transfer.take(piece, self._held)
                elif kind == "commit":
                    transfer.check(self._held, self._running)
                    self._apply(transfer, event.commit.position)
                    self._report(stub, transfer, outcome=self._messages.ReportRequest.APPLIED)
            except Refused as refused:
                self._report(
                    stub, transfer, outcome=self._messages.ReportRequest.REJECTED, code=refused.code, reason=refused.reason)
                raise
            yield kind

    def _request(self):
        return self._messages.SubscribeRequest(
            protocol=PROTOCOL, subscriber=self._arguments.name, instance=self._instance, applied=self._running,
            held_digests=b"".join(self._held))

    def _apply(self, transfer, position):
        # From a commit on, exactly its parts are held.
        self._held = {digest: self._held[digest] for digest in transfer.lengths}
        self._running = position
        print(json.dumps({
            "generation": position.generation, "snapshot": transfer.snapshot,
            "came": transfer.came, "reused": transfer.reused}), flush=True)

    def _report(self, stub, transfer, **answer):
        position = self._messages.Position(epoch=transfer.release["epoch"], generation=transfer.release["generation"])
        elapsed = int((time.monotonic() - transfer.began) * 1_000_000)
        stub.Report(self._messages.ReportRequest(
            subscriber=self._arguments.name, instance=self._instance, position=position, running=self._running,
            elapsed_microseconds=elapsed, **answer), timeout=SILENCE_SECONDS, metadata=MARK)


class Silence:
    """The events of a call, which is cancelled when nothing, not even a heartbeat, comes for too long."""

    def __init__(self, call):
        self._call = call

    def __iter__(self):
        while True:
            watch = threading.Timer(SILENCE_SECONDS, self._call.cancel)
            watch.daemon = True
            watch.start()
            try:
                event = next(self._call)
            except StopIteration:
                return
            finally:
                watch.cancel()
            yield event


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--proto", required=True)
    arguments.add_argument("--target", required=True)
    arguments.add_argument("--name", default="python-1")
    arguments.add_argument("--until", type=int, default=sys.maxsize)
    arguments = arguments.parse_args()
    [(messages, services)] = stubs.generate(arguments.proto, "distribution")
    try:
        Subscriber(messages, services, arguments).run()
    except Refused as refused:
        print(refused, file=sys.stderr, flush=True)
        sys.exit(1)


main()
