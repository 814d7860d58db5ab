"""Writes a 1.1B Llama-shaped bf16 checkpoint (the shape of TinyLlama) of seeded random weights.

    python deploy/bench/make_random_llama.py DIR

The tokenizer is that of data-samples/models/tiny-llama, so that texts can be tokenized; tensors are
written one after another, and none but the largest is in memory.
"""

import json
import pathlib
import shutil
import struct
import sys

import numpy as np

LAYERS, WIDTH, HEADS, KEY_HEADS, INNER, VOCABULARY = 22, 2048, 32, 4, 5632, 32000
HERE = pathlib.Path(__file__).resolve().parent


def shapes():
    key_width = WIDTH // HEADS * KEY_HEADS
    yield "model.embed_tokens.weight", (VOCABULARY, WIDTH)
    for layer in range(LAYERS):
        at = f"model.layers.{layer}."
        yield at + "input_layernorm.weight", (WIDTH,)
        yield at + "self_attn.q_proj.weight", (WIDTH, WIDTH)
        yield at + "self_attn.k_proj.weight", (key_width, WIDTH)
        yield at + "self_attn.v_proj.weight", (key_width, WIDTH)
        yield at + "self_attn.o_proj.weight", (WIDTH, WIDTH)
        yield at + "post_attention_layernorm.weight", (WIDTH,)
        yield at + "mlp.gate_proj.weight", (INNER, WIDTH)
        yield at + "mlp.up_proj.weight", (INNER, WIDTH)
        yield at + "mlp.down_proj.weight", (WIDTH, INNER)
    yield "model.norm.weight", (WIDTH,)
    yield "lm_head.weight", (VOCABULARY, WIDTH)


def values(name, shape, random):
    if len(shape) == 1:
        wide = np.ones(shape, np.float32)
    else:
        wide = random.standard_normal(shape, np.float32) * (1.0 if "embed" in name else shape[1] ** -0.5)
    return (wide.view(np.uint32) >> 16).astype("<u2")


folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
header, end = {"__metadata__": {"format": "pt"}}, 0
for name, shape in shapes():
    size = 2 * int(np.prod(shape))
    header[name] = {"dtype": "BF16", "shape": list(shape), "data_offsets": [end, end + size]}
    end += size
text = json.dumps(header).encode()
text += b" " * (-len(text) % 8)
random = np.random.default_rng(1)
with open(folder / "model.safetensors", "wb") as out:
    out.write(struct.pack("<Q", len(text)) + text)
    for name, shape in shapes():
        values(name, shape, random).tofile(out)
(folder / "config.json").write_text(json.dumps({
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": WIDTH, "intermediate_size": INNER,
    "num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "num_key_value_heads": KEY_HEADS,
    "vocab_size": VOCABULARY, "max_position_embeddings": 2048, "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
    "tie_word_embeddings": False, "hidden_act": "silu", "torch_dtype": "bfloat16"}, indent=2))
for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
    shutil.copy(HERE.parent.parent / "data-samples/models/tiny-llama" / file, folder)
print(folder, end >> 20, "MiB")
