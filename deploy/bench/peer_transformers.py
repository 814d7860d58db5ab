"""Samples hidden states with transformers: last token and mean of all tokens, after every block.

    python deploy/bench/peer_transformers.py --model DIR|FILE.gguf --ids ids.json --mode one|padded|article

`one` is a forward pass a prompt, as the usual script does; `padded` is one batch, padded on the right; `article` is
the loop that the article prints: the whole model with its head in float16, a prompt at a time, all hidden states
asked for, hooks on every 8th layer that copy the states of all tokens.
Prints one JSON line. Loading is timed apart.
"""

import argparse
import json
import pathlib
import time

import torch
from pooling import Pooling, answer, padded
from transformers import AutoModelForCausalLM

parser = argparse.ArgumentParser()
parser.add_argument("--model", type=pathlib.Path, required=True)
parser.add_argument("--ids", type=pathlib.Path, required=True)
parser.add_argument("--mode", choices=["one", "padded", "article"], required=True)
parser.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32")
parser.add_argument("--threads", type=int, default=2)
options = parser.parse_args()
torch.set_num_threads(options.threads)

start = time.perf_counter()
source = {"gguf_file": options.model.name} if options.model.suffix == ".gguf" else {}
place = options.model.parent if source else options.model
article = options.mode == "article"
dtype = torch.float16 if article else getattr(torch, options.dtype)
whole = AutoModelForCausalLM.from_pretrained(place, dtype=dtype, **source).eval()
model = whole.model
loaded = time.perf_counter() - start

prompts = json.loads(options.ids.read_text())
lengths = torch.tensor([len(ids) for ids in prompts])
pooling, copies = Pooling(lengths), []


def copy(_module, _inputs, output):
    copies.append((output[0] if isinstance(output, tuple) else output).detach().cpu().numpy())


for index, layer in enumerate(model.layers):
    if not article:
        layer.register_forward_hook(pooling)
    elif index % 8 == 0:
        layer.register_forward_hook(copy)
start = time.perf_counter()
with torch.no_grad() if article else torch.inference_mode():
    if article:
        for ids in prompts:
            whole(torch.tensor([ids]), output_hidden_states=True)
    elif options.mode == "one":
        for ids in prompts:
            model(torch.tensor([ids]), use_cache=False)
    else:
        batch, mask = padded(prompts)
        model(batch, attention_mask=mask, use_cache=False)
print(answer(time.perf_counter() - start, loaded, int(lengths.sum()), len(pooling.states) + len(copies)))
