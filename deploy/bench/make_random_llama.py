"""Writes a Llama-shaped bf16 checkpoint of seeded random weights.

    python deploy/bench/make_random_llama.py DIR [1b|7b|tiny] [LAYERS] [SEED]

1b (the default) has the shape of TinyLlama, 1.1 billion weights in one file; 7b that of Mistral 7B, 14.5 GB in
files of 4 GB with an index, as published checkpoints come; tiny has 26 layers of width 512, for many prompts. LAYERS
cuts each short. The tokenizer is that of data-samples/models/tiny-llama,
so that texts can be tokenized; none but the largest tensor is in memory.
"""

import json
import pathlib
import shutil
import struct
import sys

import numpy as np

SHAPES = {  # layers, width, heads, key/value heads, inner width, vocabulary
    "1b": (22, 2048, 32, 4, 5632, 32000),
    "7b": (32, 4096, 32, 8, 14336, 32000),
    "tiny": (26, 512, 8, 1, 128, 512),
}
FILE_BYTES = 4_000_000_000
HERE = pathlib.Path(__file__).resolve().parent

folder = pathlib.Path(sys.argv[1])
LAYERS, WIDTH, HEADS, KEY_HEADS, INNER, VOCABULARY = SHAPES[sys.argv[2] if len(sys.argv) > 2 else "1b"]
LAYERS = int(sys.argv[3]) if len(sys.argv) > 3 else LAYERS


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
        wide = random.standard_normal(shape, np.float32) * np.float32(1.0 if "embed" in name else shape[1] ** -0.5)
    return (wide.view(np.uint32) >> 16).astype("<u2")


def files():
    """Lists of (name, shape), each of a file."""
    held, size = [], 0
    for name, shape in shapes():
        own = 2 * int(np.prod(shape))
        if held and size + own > FILE_BYTES:
            yield held
            held, size = [], 0
        held.append((name, shape))
        size += own
    yield held


folder.mkdir(parents=True, exist_ok=True)
random = np.random.default_rng(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
parts = list(files())
where, total = {}, 0
for number, tensors in enumerate(parts, 1):
    file = "model.safetensors" if len(parts) == 1 else f"model-{number:05}-of-{len(parts):05}.safetensors"
    header, end = {"__metadata__": {"format": "pt"}}, 0
    for name, shape in tensors:
        size = 2 * int(np.prod(shape))
        header[name] = {"dtype": "BF16", "shape": list(shape), "data_offsets": [end, end + size]}
        end += size
        where[name] = file
    total += end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(folder / file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for name, shape in tensors:
            values(name, shape, random).tofile(out)
if len(parts) > 1:
    (folder / "model.safetensors.index.json").write_text(
        json.dumps({"metadata": {"total_size": total}, "weight_map": where}))
(folder / "config.json").write_text(json.dumps({
    "architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": WIDTH, "intermediate_size": INNER,
    "num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "num_key_value_heads": KEY_HEADS,
    "vocab_size": VOCABULARY, "max_position_embeddings": 2048, "rms_norm_eps": 1e-5, "rope_theta": 10000.0,
    "tie_word_embeddings": False, "hidden_act": "silu", "torch_dtype": "bfloat16"}, indent=2))
for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
    shutil.copy(HERE.parent.parent / "data-samples/models/tiny-llama" / file, folder)
print(folder, total >> 20, "MiB in", len(parts), "files" if len(parts) > 1 else "file")
