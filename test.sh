#!/usr/bin/env bash
# Installs what the tests need where it can, says what to install where it can't, then runs the tests.
#   ./test.sh         all but the long ones
#   ./test.sh --all   the long ones, too, and the end-to-end tests once more with the sidecar as a native program
# The last line is "N passed, N failed, N skipped".
set -u
cd "$(dirname "$0")"

filter=(--filter "Category!=Long")
[ "${1:-}" = "--all" ] && filter=()

if ! command -v dotnet >/dev/null; then
  echo "The .NET SDK 10 is missing: install it from https://dotnet.microsoft.com/download."
  exit 1
fi

missing=()
/usr/bin/python3 -c 'import grpc, google.protobuf, grpc_tools' 2>/dev/null || missing+=(python3-grpcio python3-protobuf python3-grpc-tools)
command -v npm >/dev/null || missing+=(npm)
command -v chromium >/dev/null || command -v google-chrome >/dev/null || missing+=(chromium)
command -v strace >/dev/null || missing+=(strace)
ls /usr/lib/*/faketime/libfaketime.so.1 >/dev/null 2>&1 || missing+=(faketime)
[ "${1:-}" != "--all" ] || { command -v clang >/dev/null && ls /usr/include/zlib.h >/dev/null 2>&1; } || missing+=(clang zlib1g-dev)
command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
# Not kubernetes-client: the one of Debian 12 is too old for the manifests.
command -v kubectl >/dev/null || { apt-cache show kubectl >/dev/null 2>&1 && missing+=(kubectl); }
if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]}"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null
  else
    echo "Some tests will be skipped. To run them: sudo apt-get install ${missing[*]}"
  fi
fi

for folder in tests/Interop.Tests/node tests/EndToEnd.Tests/Pages/node; do
  if command -v npm >/dev/null && [ ! -d "$folder/node_modules" ]; then
    (cd "$folder" && npm ci --silent --no-audit --no-fund) || echo "npm ci failed in $folder: the tests that need it will be skipped."
  fi
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

dotnet build Sidecar.sln -c Release --nologo -v quiet || exit 1
failed_run=0
for project in tests/*.Tests/*.Tests.csproj; do
  name=$(basename "$project" .csproj)
  echo "== $name"
  dotnet test "$project" -c Release --no-build --nologo "${filter[@]}" \
    --logger "trx;LogFileName=$results/$name.trx" --logger "console;verbosity=minimal" || failed_run=1
done

if [ "${1:-}" = "--all" ]; then
  echo "== EndToEnd.Tests with the native program"
  dotnet publish src/SchemaClaimsSidecar -c Release -r "$(dotnet --info | awk '$1 == "RID:" {print $2}')" -o "$results/program" --nologo -v quiet &&
    SCHEMACLAIMS_PROGRAM="$results/program/schema-claims-sidecar" dotnet test tests/EndToEnd.Tests -c Release --no-build --nologo \
      --filter "Category!=Long" --logger "trx;LogFileName=$results/native.trx" --logger "console;verbosity=minimal" || failed_run=1
fi

count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*" | grep -o '[0-9]*$' | awk '{n += $1} END {print n + 0}'; }
total=$(count total) passed=$(count passed) executed=$(count executed)
failed=$((executed - passed))
[ "$failed_run" = 1 ] && [ "$failed" = 0 ] && failed=1
echo "$passed passed, $failed failed, $((total - executed)) skipped"
[ "$failed" = 0 ]
