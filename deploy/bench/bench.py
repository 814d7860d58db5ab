"""Times Stateprint beside transformers on the same tokens: interleaved runs, medians.

    pip install -r deploy/bench/requirements.txt
    python deploy/bench/bench.py --model sample:smollm2-135m --peer-model FILE.gguf
    python deploy/bench/make_random_llama.py /tmp/llama-1.1b
    python deploy/bench/bench.py --model /tmp/llama-1.1b --peer-model /tmp/llama-1.1b --prompts 16 --anchors 4
    (and once more with --dtype bfloat16 --precision checkpoint; with --equal 40, on texts of one length)

Stateprint's seconds hold reading and widening the weights; a peer's seconds do not, its loading is given apart.
"""

import argparse
import collections
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

import pyarrow.parquet

HERE = pathlib.Path(__file__).resolve().parent
HOME = HERE.parent.parent

parser = argparse.ArgumentParser()
parser.add_argument("--model", required=True, help="as Stateprint's configuration spells it")
parser.add_argument("--peer-model", required=True, help="the same as a folder or a .gguf file")
parser.add_argument("--prompts", type=int, default=100)
parser.add_argument("--anchors", type=int, default=160, help="at least 4, one a style")
parser.add_argument("--equal", type=int, metavar="TOKENS", help="cut and fill up all texts to so many tokens")
parser.add_argument("--peers", default="one,padded,article", help="modes of peer_transformers.py")
parser.add_argument("--runs", type=int, default=5)
parser.add_argument("--dtype", default="float32", choices=["float32", "bfloat16"], help="of the peers")
parser.add_argument("--precision", default="float32", choices=["float32", "checkpoint"], help="Stateprint's")
parser.add_argument("--threads", type=int, default=os.cpu_count())
options = parser.parse_args()
work = pathlib.Path(tempfile.mkdtemp(prefix="stateprint-bench-"))


def some(name, count):
    """So many lines of a file of data-samples/prompts, spread over all of it."""
    lines = (HOME / "data-samples/prompts" / name).read_text().splitlines()
    path = work / name
    path.write_text("\n".join(lines[i * len(lines) // count] for i in range(count)) + "\n")
    return path


prompts, anchors = some("bank-1.0.0.en.jsonl", options.prompts), some("anchors-1.0.0.en.jsonl", options.anchors)


def ours(run):
    command = [HOME / "deploy/bin/stateprint", "sample", "--json", "--quiet",
               "--set", f'sweep.models=[{{id=bench, checkpoint="{options.model}"}}]',
               "--set", f"sweep.precision={options.precision}",
               "--set", f'sweep.prompts=["{prompts}"]', "--set", f'sweep.anchors=["{anchors}"]',
               "--set", f'sweep.store="{work}/store"', "--set", f"sweep.run-id=run{run}"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)["models"][0]
    return {"seconds": answer["seconds"], "load_seconds": 0.0, "tokens": answer["tokens"],
            "tokens_computed": answer["tokens_computed"],
            "peak_rss_mib": answer["peak_rss_bytes"] >> 20}


def peer(mode):
    command = [sys.executable, HERE / "peer_transformers.py", "--model", options.peer_model, "--ids", work / "ids.json",
               "--mode", mode, "--dtype", options.dtype, "--threads", str(options.threads)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1])


def tokens(run):
    """Token ids by text id, as Stateprint's tokens table has them."""
    table = pyarrow.parquet.read_table(work / f"store/tokens/run_id={run}/model_id=bench", partitioning=None)
    return dict(zip(table.column("prompt_id").to_pylist(), table.column("ids").to_pylist()))


def cut_equal(length):
    """Rewrites both files: each text goes on with the next prompts' texts and ends after so many tokens."""
    from transformers import AutoTokenizer

    path = pathlib.Path(options.peer_model)
    place, source = (path.parent, {"gguf_file": path.name}) if path.suffix == ".gguf" else (path, {})
    tokenizer = AutoTokenizer.from_pretrained(place, **source)
    lines = {path: [json.loads(line) for line in path.read_text().splitlines()] for path in (prompts, anchors)}
    bank = [record["text"] for record in lines[prompts]]
    for path, records in lines.items():
        for index, record in enumerate(records):
            words = " ".join([record["text"], *bank[index + 1:], *bank]).split(" ")
            ends = (" ".join(words[:count]) for count in range(1, length + 1))
            record["text"] = next((text for text in ends if len(tokenizer(text, add_special_tokens=False).input_ids)
                                   == length), "")
        path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records if record["text"]))
    ours("lengths")
    counts = collections.Counter(len(ids) for ids in tokens("runlengths").values())
    if len(counts) > 1:
        sys.exit(f"texts of one length have become prompts of several: {counts}")


if options.equal:
    cut_equal(options.equal)
NAMES = {"one": "transformers, one prompt at a time", "padded": "transformers, one padded batch",
         "article": "the article's loop (float16, with head)"}
peers = [mode for mode in options.peers.split(",") if mode]
results = {name: [] for name in ["stateprint", *(NAMES[mode] for mode in peers)]}
for run in range(options.runs):
    results["stateprint"].append(ours(run))
    if run == 0:
        (work / "ids.json").write_text(json.dumps(list(tokens("run0").values())))
    for mode in peers:
        results[NAMES[mode]].append(peer(mode))
    print(f"run {run + 1} of {options.runs}:", *(f"{name} {rows[-1]['seconds']} s;" for name, rows in results.items()),
          file=sys.stderr)

middle = {name: {key: statistics.median(row[key] for row in rows) for key in ("seconds", "load_seconds", "peak_rss_mib")}
          for name, rows in results.items()}
texts = len(json.loads((work / "ids.json").read_text()))
print(f"{texts} texts, {results['stateprint'][0]['tokens']} tokens "
      f"({results['stateprint'][0]['tokens_computed']} computed by ours), "
      f"medians of {options.runs}, peers in {options.dtype}, ours in {options.precision}, {options.threads} threads")
for name, row in middle.items():
    ratio = row["seconds"] / middle["stateprint"]["seconds"]
    whole = (row["seconds"] + row["load_seconds"]) / middle["stateprint"]["seconds"]
    print(f"{name:36} {row['seconds']:7.2f} s ({ratio:.2f} x ours; {whole:.2f} x with loading), "
          f"peak {row['peak_rss_mib']:.0f} MiB")
print(json.dumps({"results": results, "medians": middle}))
