#!/usr/bin/env bash
# Builds and runs every test project (tests/* with an executable) and prints "N passed, N failed" last.
#   ./test.sh          all tests but the long ones
#   ./test.sh --long   the long ones too
set -uo pipefail
cd "$(dirname "$(readlink -f "$0")")"

for argument in "$@"; do
  case $argument in
    --long) export RUN_LONG_TESTS=1 ;;
    *) echo "test.sh: '$argument' is no option; expected is --long or nothing" >&2; exit 2 ;;
  esac
done

if ! command -v dotnet >/dev/null; then
  echo "test.sh: the .NET SDK is missing: no 'dotnet' on the PATH (version: see global.json)" >&2
  exit 70
fi
if [ -z "${HOME:-}" ] || [ ! -w "$HOME" ]; then export HOME=$PWD/artifacts/home; mkdir -p "$HOME"; fi
export DOTNET_CLI_HOME=${DOTNET_CLI_HOME:-$HOME} DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

passed=0 failed=0
total() { printf '%d passed, %d failed\n' "$passed" "$failed"; }

# The report is looked at by a real browser; without one its tests fail, and say so.
if ! command -v chromium >/dev/null && command -v apt-get >/dev/null; then
  echo "test.sh: installing chromium for the tests of the report" >&2
  apt_install() { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium >/dev/null 2>&1; }
  apt_install || { apt-get update >/dev/null 2>&1; apt_install; } || echo "test.sh: chromium could not be installed (apt-get install -y --no-install-recommends chromium)" >&2
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The program as a user has it: the integration tests start it.
if ! ./unmask --version >/dev/null; then
  failed=1; total; exit 1
fi

for project in tests/*/*.csproj; do
  grep -q '<OutputType>Exe</OutputType>' "$project" || continue
  echo "== $project"
  if ! dotnet build "$project" -v quiet -nodeReuse:false -p:UseSharedCompilation=false </dev/null; then
    echo "$project does not build"
    failed=$((failed + 1))
    continue
  fi
  program=$(dotnet msbuild "$project" -getProperty:TargetPath -nodeReuse:false </dev/null)
  dotnet exec "$program" -noColor </dev/null 2>&1 | tee "$log"
  code=${PIPESTATUS[0]}
  # The line after the summary's title: Unmask.Tests.Unit  Total: 12, Errors: 0, Failed: 0, Skipped: 1, Not Run: 0, Time: 0.2s
  read -r summaries good bad < <(awk '
    function number(name) { return match($0, name ": *[0-9]+") ? substr($0, RSTART + length(name) + 1, RLENGTH - length(name) - 1) + 0 : 0 }
    /TEST EXECUTION SUMMARY/ { summary = 1 }
    summary && /Total: / { lines++; wrong = number("Failed") + number("Errors"); bad += wrong; good += number("Total") - number("Failed") - number("Skipped") - number("Not Run") }
    END { print lines + 0, good + 0, bad + 0 }' "$log")
  passed=$((passed + good)) failed=$((failed + bad))
  # It crashed, or a plugin ended the process.
  if [ "$bad" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$summaries" -eq 0 ]; }; then
    echo "$project ended with exit code $code and $summaries summaries"
    failed=$((failed + 1))
  fi
done

total
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
