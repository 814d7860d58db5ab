#!/usr/bin/env bash
# How much sooner four executors end than one, where each one's reads are held to a rate: one model in shards, and eight
# models side by side. A standalone cluster of Spark on this machine, executors of one core; the checkpoints are of seeded
# random weights in the shape of TinyLlama, with 20 of its 22 layers (a number that four shards divide) and with 6.
# Prints seconds of job 1 and of whole commands. Both hold the start of executors, which two cores do one after another:
# choose a rate that makes reading long beside it.
#
#     deploy/bench/scale.sh [MIB/S OF AN EXECUTOR] [RUNS] [DIR]      such as  deploy/bench/scale.sh 10 3
#
# Needs python3 with numpy, 10 GB of disk and 8 GB of memory.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
rate=${1:-10} runs=${2:-3}
work=$(mktemp -d -p "${3:-${TMPDIR:-/tmp}}" stateprint-scale-XXXXXX)
trap 'rm -rf "$work"' EXIT
[[ "${STATEPRINT_BUILD:-}" == never ]] || (cd "$home" && mvn -q -B -DskipTests package)
python3 "$home/deploy/bench/make_random_llama.py" "$work/whole" 1b 20
for model in 1 2 3 4 5 6 7 8; do
  python3 "$home/deploy/bench/make_random_llama.py" "$work/m$model" 1b 6 "$model"
done
cd "$home/jobs"
java -Xmx256m -cp "target/test-classes:target/classes:target/lib/*" io.stateprint.jobs.cluster.ScaleBench "$work" "$rate" "$runs"
