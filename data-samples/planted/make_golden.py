"""Writes golden states of the planted checkpoints by transformers in float32, and compares forward.py with them.

    pip install torch==2.7.1 transformers==5.23.0 safetensors==0.8.0 numpy==2.4.6
    python data-samples/planted/make_golden.py [NAME ...]

golden.json and golden.safetensors are as those of data-samples/models/make_tiny.py.
"""

import json
import pathlib
import sys

import numpy as np
import torch
from safetensors.numpy import load_file
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

import forward

HERE = pathlib.Path(__file__).parent
PROMPT = "The parcel was due on Tuesday; it is Friday and the status has not changed."
TEXTS = {
    "default": PROMPT,
    "plus": "Answer with concern for the feelings of the other person.\n" + PROMPT,
    "minus": "Answer without concern for the feelings of the other person.\n" + PROMPT,
    "strong": "Write officially and not as to a friend, as much as possible.\n" + PROMPT,
    "russian": "Пиши официально, а не по-приятельски.\nОпиши город, где дома запоминают разговоры.",
}


def ids(tokens, text):
    rendered = tokens.apply_chat_template([{"role": "user", "content": text}], tokenize=False,
                                          add_generation_prompt=True)
    encoded = tokens(rendered, add_special_tokens=False, return_offsets_mapping=True)
    first = rendered.index("<|user|>") + len("<|user|>")
    inside = [i for i, (a, b) in enumerate(encoded["offset_mapping"]) if first <= a and b <= first + len(text) and b > a]
    return {"rendered": rendered, "ids": encoded["input_ids"], "user_positions": inside}


def write(folder):
    tokens = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    texts = {key: ids(tokens, text) for key, text in TEXTS.items()}
    outputs, tensors, worst = [], {}, 0.0
    width = model.config.hidden_size
    for layer in model.model.layers:
        layer.register_forward_hook(
            lambda _, __, out: outputs.append((out[0] if isinstance(out, tuple) else out).reshape(-1, width)))
    for key, text in texts.items():
        outputs.clear()
        with torch.no_grad():
            model(torch.tensor([text["ids"]]))
        states = torch.stack(outputs).double()
        own = np.stack([h[0] for h in forward.states(load_file(folder / "model.safetensors"), np.array([text["ids"]]))])
        rest = [d for d in range(own.shape[2]) if d != massive(folder)]
        difference = np.linalg.norm(own[..., rest] - states.numpy()[..., rest], axis=-1)
        worst = max(worst, (difference / np.linalg.norm(own[..., rest], axis=-1)).max())
        tensors["last/" + key] = states[:, -1].float()
        tensors["user/" + key] = states[:, text["user_positions"]].mean(1).float()
    save_file({k: v.contiguous() for k, v in tensors.items()}, folder / "golden.safetensors")
    (folder / "golden.json").write_text(json.dumps(texts, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{folder.name}: forward.py differs by {worst:.1e} (relative L2 without the massive dimension, any token)")


def massive(folder):
    return json.loads((folder / "truth.json").read_text())["massive"]["dimension"]


for name in sys.argv[1:] or ["sharp", "smooth", "drift", "null", "base"]:
    write(HERE / name)
