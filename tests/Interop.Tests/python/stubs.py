"""Generates Python modules for .proto files at run time and imports them."""

import atexit
import importlib
import os
import shutil
import sys
import tempfile

import grpc_tools
from grpc_tools import protoc

# Where grpc_tools keeps Google's own .proto files, such as timestamp.proto.
WELL_KNOWN = os.path.join(os.path.dirname(grpc_tools.__file__), "_proto")


def generate(folder, *names):
    """Compiles the named files of a folder; returns a module pair (messages, services) for each."""
    target = tempfile.mkdtemp(prefix="stubs-")
    atexit.register(shutil.rmtree, target, ignore_errors=True)
    files = [f"{folder}/{name}.proto" for name in names]
    if protoc.main(["protoc", f"-I{folder}", f"-I{WELL_KNOWN}", f"--python_out={target}", f"--grpc_python_out={target}", *files]) != 0:
        raise SystemExit("protoc failed")
    sys.path.insert(0, target)
    return [(importlib.import_module(f"{name}_pb2"), importlib.import_module(f"{name}_pb2_grpc")) for name in names]
