"""Times a checkpoint read cold: dd, Stateprint, and the tools that leave a model on the disk. Interleaved, medians.

    pip install -r deploy/bench/requirements.txt airllm==4.0.0
    python deploy/bench/make_random_llama.py /tmp/llama-7b 7b
    python deploy/bench/storage.py --model /tmp/llama-7b --prompts 1 --peers ""
    python deploy/bench/storage.py --model /tmp/llama-7b --prompts 12 --runs 3

Before each timing the page cache is dropped (as root), or the checkpoint's files in it. dd reads with 4 MiB blocks,
once through the page cache and once past it; the faster of both is what the disk is said to give. All get the same
token ids. AirLLM's files of a layer each are written before the first timing.
"""

import argparse
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

import pyarrow.parquet

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parent.parent

parser = argparse.ArgumentParser()
parser.add_argument("--model", type=pathlib.Path, required=True, help="a folder of safetensors files")
parser.add_argument("--prompts", type=int, default=12, help="besides four anchors, one a style")
parser.add_argument("--peers", default="accelerate-one,accelerate-padded,airllm-one,airllm-padded")
parser.add_argument("--runs", type=int, default=5)
parser.add_argument("--threads", type=int, default=os.cpu_count())
options = parser.parse_args()
work = pathlib.Path(tempfile.mkdtemp(prefix="stateprint-storage-"))
weights = sorted(options.model.glob("*.safetensors"))
peers = [name for name in options.peers.split(",") if name]


def some(name, count):
    lines = (HOME / "data-samples/prompts" / name).read_text().splitlines()
    path = work / name
    path.write_text("\n".join(lines[i * len(lines) // count] for i in range(count)) + "\n")
    return path


prompts, anchors = some("bank-1.0.0.en.jsonl", options.prompts), some("anchors-1.0.0.en.jsonl", 4)


def cold():
    os.sync()
    try:
        pathlib.Path("/proc/sys/vm/drop_caches").write_text("3")
    except PermissionError:
        for file in options.model.rglob("*.safetensors"):
            with open(file, "rb") as opened:
                os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def dd(*flags):
    """Seconds in which dd reads all weights."""
    cold()
    seconds = 0.0
    for file in weights:
        said = subprocess.run(["dd", f"if={file}", "of=/dev/null", "bs=4M", *flags], check=True, capture_output=True,
                              text=True, env={**os.environ, "LC_ALL": "C"}).stderr
        seconds += float(re.search(r"copied, ([0-9.e-]+) s", said).group(1))
    return {"seconds": seconds, "bytes": sum(file.stat().st_size for file in weights)}


def ours(run):
    cold()
    command = [HOME / "deploy/bin/stateprint", "sample", "--json", "--quiet",
               "--set", f'sweep.models=[{{id=bench, checkpoint="{options.model}", format=plain}}]',
               "--set", f'sweep.prompts=["{prompts}"]', "--set", f'sweep.anchors=["{anchors}"]',
               "--set", f'sweep.store="{work}/store"', "--set", f"sweep.run-id=run{run}"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["models"][0]
    return {"seconds": answer["seconds"], "bytes": answer["bytes_read"], "tokens": answer["tokens"],
            "tokens_computed": answer["tokens_computed"], "peak_rss_mib": answer["peak_rss_bytes"] >> 20}


def peer(name):
    tool, mode = name.split("-")
    cold()
    command = [sys.executable, HERE / "peer_offload.py", "--model", options.model, "--ids", work / "ids.json",
               "--tool", tool, "--mode", mode, "--threads", str(options.threads)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


if any(name.startswith("airllm") for name in peers):
    subprocess.run([sys.executable, HERE / "peer_offload.py", "--model", options.model, "--tool", "airllm",
                    "--prepare"], check=True, capture_output=True)
results = {name: [] for name in ["dd", "dd past the page cache", "stateprint", *peers]}
for run in range(options.runs):
    results["dd"].append(dd())
    results["stateprint"].append(ours(run))
    results["dd past the page cache"].append(dd("iflag=direct"))
    table = pyarrow.parquet.read_table(work / "store/tokens/run_id=run0/model_id=bench", partitioning=None)
    (work / "ids.json").write_text(json.dumps(table.column("ids").to_pylist()))
    for name in peers:
        results[name].append(peer(name))
    print(f"run {run + 1} of {options.runs}:", *(f"{name} {rows[-1]['seconds']:.2f} s;" for name, rows in results.items()),
          file=sys.stderr)

first = results["stateprint"][0]
print(f"{options.prompts + 4} texts, {first['tokens']} tokens ({first['tokens_computed']} computed by ours), "
      f"medians of {options.runs}, {options.threads} threads")
own = statistics.median(row["seconds"] for row in results["stateprint"])
for name, rows in results.items():
    seconds = statistics.median(row["seconds"] for row in rows)
    line = f"{name:24} {seconds:8.2f} s ({seconds / own:.2f} x ours)"
    if "bytes" in rows[0]:
        line += f", {rows[0]['bytes'] / 1e9:.2f} GB at {rows[0]['bytes'] / 1e9 / seconds:.2f} GB/s"
    if "peak_rss_mib" in rows[0]:
        line += f", peak {statistics.median(row['peak_rss_mib'] for row in rows):.0f} MiB"
    print(line)
share = [row["bytes"] / row["seconds"] / max(rates["bytes"] / rates["seconds"] for rates in both)
         for row, *both in zip(results["stateprint"], results["dd"], results["dd past the page cache"])]
print(f"ours reads at {100 * statistics.median(share):.0f}% of the faster dd (median; each: "
      f"{', '.join(f'{100 * one:.0f}%' for one in share)})")
print(json.dumps(results))
