#!/usr/bin/env bash
# Many prompts on a tiny model: memory and seconds of both jobs with a heap that stays as it is, and job 2's vectors a
# second and core beside NumPy's, which reads the same Parquet files and computes the same cosines on one core. The
# checkpoint is of seeded random weights (26 layers of width 512), both poolings are sampled: 104 KB of states a prompt,
# 10.6 GB of 100,000. Driver and executor are one process here.
#
#     deploy/bench/many.sh PROMPTS [COPIES] [DIR]      such as  deploy/bench/many.sh 10000, or deploy/bench/many.sh 2000 50
#
# With COPIES job 2 gets so many times as many prompts: the states of those that were sampled stand in the store again
# under other ids, each mixed with a neighbour's.
# Needs python3 with numpy and pyarrow. STATEPRINT_HEAP (1g)   Java heap; BENCH_PYTHON (python3)
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
prompts=$1
copies=${2:-1}
python=${BENCH_PYTHON:-python3}
work=$(mktemp -d -p "${3:-${TMPDIR:-/tmp}}" stateprint-many-XXXXXX)
trap 'rm -rf "$work"' EXIT
[[ "${STATEPRINT_BUILD:-}" == never ]] || (cd "$home" && mvn -q -B -DskipTests package)
"$python" "$home/deploy/bench/make_random_llama.py" "$work/model" tiny >/dev/null
"$python" "$home/deploy/bench/many.py" prompts "$work/prompts.jsonl" "$prompts"
mkdir "$work/events" "$work/spark"
cat >"$work/many.conf" <<CONF
sweep {
  models  = [{ id = tiny, checkpoint = "$work/model", format = plain }]
  prompts = ["$work/prompts.jsonl"]
  store   = "$work/store"
  run-id  = many
  precision = float32
}
spark.conf {
  "spark.local.dir" = "$work/spark"
  "spark.eventLog.enabled" = "true"
  "spark.eventLog.compress" = "false"
  "spark.eventLog.dir" = "file://$work/events"
}
CONF
printf '%s prompts, heap %s\n' "$prompts" "${STATEPRINT_HEAP:-1g}"
run() {
  rm -rf "$work/events"/*
  printf '%s: ' "$1"
  STATEPRINT_BUILD=never "$python" "$home/deploy/bench/many.py" watch "$work" \
    "$home/deploy/bin/stateprint" "$1" --conf "$work/many.conf" --quiet
}

run sample
if ((copies > 1)); then
  "$python" "$home/deploy/bench/many.py" copies "$work/store" many tiny "$copies"
  printf '%d prompts\n' $((prompts * copies))
fi
printf 'states: %s\n' "$(du -sh --apparent-size "$work/store/states" | cut -f 1)"
run profile
"$python" "$home/deploy/bench/many.py" stages "$work/events"
printf 'NumPy: '
"$python" "$home/deploy/bench/many.py" numpy "$work/store" many tiny
