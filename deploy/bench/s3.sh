#!/usr/bin/env bash
# How fast a pass over a checkpoint in a bucket reads it, beside a plain download of its files by as many
# connections, from the same server (S3Mock, a process on this machine) over a line as slow as one to S3: every request
# waits, a connection gives so many bytes a second. The checkpoint is of seeded random weights, in the shape of
# TinyLlama with fewer layers.
#
#     deploy/bench/s3.sh [LAYERS] [MILLISECONDS] [MB/S OF A CONNECTION] [RUNS] [DIR]      such as  deploy/bench/s3.sh 6 20 12 3
#
# Needs python3 with numpy. BENCH_HEAP (1g)   Java heap
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
layers=${1:-6} latency=${2:-20} rate=${3:-12} runs=${4:-3}
model=$(mktemp -d -p "${5:-${TMPDIR:-/tmp}}" stateprint-s3-XXXXXX)
trap 'rm -rf "$model"' EXIT
[[ "${STATEPRINT_BUILD:-}" == never ]] || (cd "$home" && mvn -q -B -DskipTests package)
python3 "$home/deploy/bench/make_random_llama.py" "$model" 1b "$layers"
# Heap, collector and compiler as the launcher has them.
options=(-Xms64m -Xss2m -XX:+UseSerialGC -XX:+IgnoreUnrecognizedVMOptions -XX:Tier4InvocationThreshold=50000
  -XX:Tier4CompileThreshold=150000 -XX:Tier4BackEdgeThreshold=400000
  -Dai.djl.pytorch.graph_optimizer=false -Dai.djl.offline=true)
cd "$home/jobs"
OPT_OUT_TRACKING=true java "-Xmx${BENCH_HEAP:-1g}" "${options[@]}" \
  -cp "target/test-classes:target/classes:target/lib/*" \
  io.stateprint.jobs.remote.S3ReadBench "$model" "$layers" "$latency" "$rate" "$runs"
