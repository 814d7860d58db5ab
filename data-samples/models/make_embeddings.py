"""Writes what enters the first block of each checkpoint here and in ../planted, as transformers computes it in float32.

    pip install torch==2.7.1 transformers==5.23.0 safetensors==0.8.0 gguf==0.19.0 numpy==2.4.6
    python data-samples/models/make_embeddings.py [NAME ...]

embeddings.safetensors in each folder: user/<id> (1, D), float32, for the texts of golden.json: transformers'
hidden_states[0], pooled over the user's tokens as golden.safetensors is. Of the weights only the embeddings are loaded
(a GGUF file's by the gguf package), for nothing else has a part in it; the pass ends where the first block begins.
"""

import json
import pathlib
import sys

import gguf
import torch
from make_tiny import HERE, pooled
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModelForCausalLM

NAMES = ("model.embed_tokens.weight", "transformer.wte.weight", "wte.weight")
PLACES = ("transformer.wpe.weight", "wpe.weight")


class Begun(Exception):
    """The first block is reached; holds what enters it."""


def stop(_module, args, kwargs):
    raise Begun(kwargs["hidden_states"] if "hidden_states" in kwargs else args[0])


def tensors(folder):
    """The embeddings of tokens, then of positions where there are such."""
    files = sorted(folder.glob("*.gguf"))
    if files:
        found = {t.name: t for t in gguf.GGUFReader(files[0]).tensors}["token_embd.weight"]
        return torch.tensor(gguf.quants.dequantize(found.data, found.tensor_type)), None
    all_ = {}
    for file in folder.glob("model*.safetensors"):
        all_.update(load_file(file))
    pick = lambda names: next((all_[name].float() for name in names if name in all_), None)
    return pick(NAMES), pick(PLACES)


def config_of(folder):
    """That of a GGUF file is its twin's: scales of the embeddings follow from architecture and width."""
    twin = folder if (folder / "config.json").exists() else HERE / folder.name.split("-gguf")[0]
    config = json.loads((twin / "config.json").read_text())
    config.pop("quantization_config", None)
    return AutoConfig.for_model(config.pop("model_type"), **config)


def write(folder):
    tokens, places = tensors(folder)
    config = config_of(folder)
    config.hidden_size, config.vocab_size = tokens.shape[1], tokens.shape[0]
    model = AutoModelForCausalLM.from_config(config, dtype=torch.float32, attn_implementation="eager").eval()
    body = model.transformer if hasattr(model, "transformer") else model.model
    with torch.no_grad():
        model.get_input_embeddings().weight.copy_(tokens)
        if places is not None:
            body.wpe.weight.copy_(places)
    (body.h if hasattr(body, "h") else body.layers)[0].register_forward_pre_hook(stop, with_kwargs=True)
    out = {}
    for key, text in json.loads((folder / "golden.json").read_text()).items():
        try:
            with torch.no_grad():
                model(torch.tensor([text["ids"]]), use_cache=False)
        except Begun as begun:
            out["user/" + key] = pooled(begun.args[0].reshape(1, -1, tokens.shape[1]), text["user_positions"])
    save_file(out, folder / "embeddings.safetensors")
    print(folder.name, config.model_type, len(out))


if __name__ == "__main__":
    folders = [f for kind in (HERE, HERE.parent / "planted") for f in sorted(kind.iterdir()) if (f / "golden.json").exists()]
    for folder in folders:
        if len(sys.argv) == 1 or folder.name in sys.argv[1:]:
            write(folder)
