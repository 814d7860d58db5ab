#!/usr/bin/env bash
# Job 2 on states of a known law, written without a forward pass: 100 prompts under nine conditions and 200 neutral
# texts a model, one pooling. Prints seconds and peak memory of each model; its states are deleted after it.
#
#     deploy/bench/job2.sh MODELS LAYERS WIDTH [DIR]      such as  deploy/bench/job2.sh 10 80 8192
#
# BENCH_HEAP (1g)   Java heap
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
models=$1 layers=$2 width=$3
store=$(mktemp -d -p "${4:-.}" stateprint-job2-XXXXXX)
trap 'rm -rf "$store"' EXIT
(cd "$home" && mvn -q -B -DskipTests package)
options=(-XX:+IgnoreUnrecognizedVMOptions --add-modules=jdk.incubator.vector -Duser.timezone=UTC
  -Djdk.reflect.useDirectMethodHandle=false -Dio.netty.tryReflectionSetAccessible=true)
for opened in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
  java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
  options+=("--add-opens=java.base/$opened=ALL-UNNAMED")
done
classes="$home/jobs/target/test-classes:$home/jobs/target/classes:$home/common/target/test-classes:$home/jobs/target/lib/*"

run() {
  java "-Xmx${BENCH_HEAP:-1g}" "${options[@]}" -cp "$classes" "io.stateprint.jobs.style.$1" "${@:2}" 2>"$store/log" &
  local process=$! peak=0 now
  while kill -0 "$process" 2>/dev/null; do
    # A process that has just ended has no status any more; the peak before stays.
    if now=$(awk '/VmHWM/ { print $2 }' "/proc/$process/status" 2>/dev/null); then
      peak=${now:-$peak}
    fi
    sleep 0.2
  done
  wait "$process" || { cat "$store/log" >&2; exit 1; }
  [[ "$peak" -gt 0 ]] || { printf 'No peak of %s could be read from /proc\n' "$1" >&2; exit 1; }
  printf '  peak %d MiB\n' $((peak / 1024))
}

for ((m = 1; m <= models; m++)); do
  run ManyStates "$store" many "m$m" "$layers" "$width"
  printf '  %s on disk\n' "$(du -sh "$store/states" | cut -f 1)"
  run PersonalityBench "$store" many "m$m" last "$store/numbers" 1
  rm -rf "$store/states" "$store/tokens" "$store/runs"
done
