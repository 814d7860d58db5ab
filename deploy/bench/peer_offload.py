"""Samples hidden states of a model that stays on the disk: accelerate's disk offload, or AirLLM.

    python deploy/bench/peer_offload.py --model DIR --ids ids.json --tool accelerate|airllm --mode one|padded

Pools the last token and the mean of all tokens after every block. `one` is a forward pass a prompt, `padded` one
batch. accelerate reads the checkpoint's own files; AirLLM reads files of a layer each, which it writes beside them
on its first run (`--prepare` does no more than that). Both run on the processor, in bfloat16, with the head, as both
do by themselves. Prints one JSON line; loading, which reads no weights of layers, is timed apart.
"""

import argparse
import contextlib
import json
import pathlib
import sys
import time

import torch
from pooling import Pooling, answer, padded

parser = argparse.ArgumentParser()
parser.add_argument("--model", type=pathlib.Path, required=True)
parser.add_argument("--ids", type=pathlib.Path)
parser.add_argument("--tool", choices=["accelerate", "airllm"], required=True)
parser.add_argument("--mode", choices=["one", "padded"], default="one")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--prepare", action="store_true")
options = parser.parse_args()
torch.set_num_threads(options.threads)


def offloaded():
    """A model whose blocks accelerate reads from the disk when their turn comes."""
    from accelerate import init_empty_weights
    from transformers import AutoConfig, AutoModelForCausalLM

    config = AutoConfig.from_pretrained(options.model)
    with init_empty_weights():
        AutoModelForCausalLM.from_config(config)
    places = {"model.embed_tokens": "cpu", "model.rotary_emb": "cpu", "model.norm": "disk", "lm_head": "disk"}
    places |= {f"model.layers.{layer}": "disk" for layer in range(config.num_hidden_layers)}
    return AutoModelForCausalLM.from_pretrained(
        options.model, dtype=torch.bfloat16, device_map=places, offload_folder=options.model / "offload")


def airllm():
    from airllm import AutoModel

    return AutoModel.from_pretrained(str(options.model), device="cpu", dtype=torch.bfloat16).model


start = time.perf_counter()
with contextlib.redirect_stdout(sys.stderr):
    whole = (offloaded if options.tool == "accelerate" else airllm)().eval()
if options.prepare:
    sys.exit()
loaded = time.perf_counter() - start
prompts = json.loads(options.ids.read_text())
lengths = torch.tensor([len(ids) for ids in prompts])
pooling = Pooling(lengths)
for layer in whole.model.layers:
    layer.register_forward_hook(pooling)
start = time.perf_counter()
with torch.inference_mode(), contextlib.redirect_stdout(sys.stderr):
    if options.mode == "one":
        for ids in prompts:
            whole(torch.tensor([ids]), use_cache=False)
    else:
        batch, mask = padded(prompts)
        whole(batch, attention_mask=mask, use_cache=False)
print(answer(time.perf_counter() - start, loaded, int(lengths.sum()), len(pooling.states)))
