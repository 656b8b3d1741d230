#!/usr/bin/env bash
# Builds two images without a registry, in a storage of their own: the sidecar's by deploy/Dockerfile, on stand-ins for its two base
# images that are made of what this machine has, and that of a small DMS, which has the runtime, too, from a folder with samples/Demo.
#   images.sh STORAGE RUN REPOSITORY DEMO DOTNET-ROOT
set -euo pipefail
storage=$1 run=$2 repository=$3 demo=$4 dotnet=$5
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

build() { buildah --root "$storage" --runroot "$run" bud --isolation chroot --pull-never -q "$@"; }

# The SDK is this machine's own, which is mounted while the build runs.
mkdir -p sdk/usr sdk/etc sdk/root sdk/tmp sdk/proc sdk/sys sdk/dev
for link in bin sbin lib lib64; do ln -s "usr/$link" "sdk/$link"; done
printf 'FROM scratch\nCOPY sdk /\nENV PATH=/usr/bin:%s HOME=/root %s\n' \
  "$dotnet" 'DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_WORKLOAD_INTEGRITY_CHECK=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1' >sdk.Dockerfile
build -f sdk.Dockerfile -t mcr.microsoft.com/dotnet/sdk:10.0-noble-aot .

# What the runtime loads, and no shell.
mkdir -p deps/usr/lib deps/tmp deps/etc deps/proc deps/sys deps/dev
for link in lib lib64; do mkdir -p "deps/usr/$link"; ln -s "usr/$link" "deps/$link"; done
runtime=$(echo "$dotnet"/shared/Microsoft.NETCore.App/10.0.*)
{
  ldd "${runtime%% *}/libcoreclr.so" "${runtime%% *}/libSystem.Native.so" | grep -o '/[^ ]*\.so[^ ]*' | grep -v : || true
  ldconfig -p | grep -o '/[^ ]*/\(libssl\.so\.3\|libcrypto\.so\.3\|libz\.so\.1\|libicu\(uc\|i18n\|data\)\.so\.[0-9]*\)$'
} | sort -u | while read -r library; do
  case "$library" in "$dotnet"/*) continue ;; esac
  mkdir -p "deps${library%/*}"
  cp -L "$library" "deps$library"
done
printf 'FROM scratch\nCOPY deps /\nENV PATH=/usr/bin APP_UID=1654 DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=false\n' >deps.Dockerfile
build -f deps.Dockerfile -t mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra .

mounts=(-v /usr:/usr:ro -v "$HOME/.nuget:/root/.nuget")
for path in /etc/ssl /etc/resolv.conf /etc/hosts /etc/nsswitch.conf; do [ -e "$path" ] && mounts+=(-v "$path:$path:ro"); done
case "$dotnet" in /usr/*) ;; *) mounts+=(-v "$dotnet:$dotnet:ro") ;; esac
build "${mounts[@]}" --ignorefile "$repository/deploy/Dockerfile.dockerignore" \
  -f "$repository/deploy/Dockerfile" -t localhost/sidecar:test "$repository"

mkdir -p aspnet/usr/share/dotnet/shared
cp -a "$dotnet/host" "$dotnet/dotnet" aspnet/usr/share/dotnet/
for framework in Microsoft.NETCore.App Microsoft.AspNetCore.App; do
  mkdir "aspnet/usr/share/dotnet/shared/$framework"
  cp -a "$dotnet/shared/$framework"/10.0.* "aspnet/usr/share/dotnet/shared/$framework/"
done
printf 'FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled-extra\nCOPY aspnet /\n' >aspnet.Dockerfile
build -f aspnet.Dockerfile -t mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra .
printf 'FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra\nCOPY . /app\nUSER 1654\nENTRYPOINT ["/app/Demo"]\n' >demo.Dockerfile
build -f demo.Dockerfile -t localhost/dms:test "$demo"
