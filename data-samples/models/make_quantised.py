"""Writes the tiny quantised checkpoints beside this file, with golden states like those of make_tiny.py.

    pip install torch==2.7.1 transformers==5.23.0 tokenizers safetensors gguf==0.19.0 numpy
    python data-samples/models/make_quantised.py [NAME ...]

Golden states are those of transformers in float32, from weights that are quantised and put together again here,
(number - zero) x scale in float32; a checkpoint holds the same numbers packed, in the layout of the package that
publishes such files.
"""

import json
import sys

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

from make_tiny import HERE, base, golden, tokenizer, write


def quantised(name, config, seed, section, pack, plain=()):
    """Makes a plain checkpoint, then packs its projections, all but those whose names hold one of `plain`."""
    write(name, config, seed)
    folder = HERE / name
    random = np.random.default_rng(seed)
    stored, widened = {}, {}
    for key, weight in load_file(folder / "model.safetensors").items():
        module, _, last = key.rpartition(".")
        linear = last == "weight" and weight.ndim == 2 and ".layers." in key
        if linear and not any(part in module + "." for part in plain):
            parts, widened[key] = pack(module, weight.numpy(), random)
            stored.update({f"{module}.{part}": tensor.contiguous() for part, tensor in parts.items()})
        else:
            # What is published beside quantised weights has half the width.
            stored[key] = weight.to(torch.bfloat16)
            widened[key] = stored[key].float()
    path = folder / "config.json"
    json_config = json.loads(path.read_text())
    save_file(widened, folder / "model.safetensors", metadata={"format": "pt"})
    golden(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), tokenizer(), folder)
    save_file(stored, folder / "model.safetensors", metadata={"format": "pt"})
    json_config["quantization_config"] = section
    path.write_text(json.dumps(json_config, indent=2) + "\n")


def floats(channel, dtype):
    """8-bit floats with a factor for each matrix or each row, and what arithmetic on activations would need."""
    def pack(module, weight, random):
        weight = torch.from_numpy(weight)
        scale = (weight.abs().amax(dim=1, keepdim=True) if channel else weight.abs().amax()) / 448
        scale = scale.to(dtype)
        values = (weight / scale.float()).clamp(-448, 448).to(torch.float8_e4m3fn)
        parts = {"weight": values, "weight_scale": scale}
        if not channel:
            parts["input_scale"] = torch.tensor(0.5)
        return parts, (values.float() * scale.float()).contiguous()
    return pack


def wholes(weight, bits, group, symmetric, index=None):
    """Numbers (m, n), zeros and float16 scales (m, groups), and the weight that they stand for."""
    m, n = weight.shape
    index = np.arange(n) // group if index is None else index
    most = 2**bits - 1
    q, back = np.zeros((m, n), np.int64), np.zeros((m, n), np.float32)
    zeros, scales = np.zeros((m, n // group), np.int64), np.zeros((m, n // group), np.float16)
    for one in range(n // group):
        part = weight[:, index == one]
        low, high = np.minimum(part.min(1), 0), np.maximum(part.max(1), 0)
        if symmetric:
            scale = (2 * np.abs(part).max(1) / most).astype(np.float16)
            zero = np.full(m, 2 ** (bits - 1))
        else:
            scale = ((high - low) / most).astype(np.float16)
            zero = np.clip(np.round(-low / scale.astype(np.float32)), 1, most).astype(np.int64)
        wide = scale.astype(np.float32)[:, None]
        q[:, index == one] = np.clip(np.round(part / wide) + zero[:, None], 0, most)
        zeros[:, one], scales[:, one] = zero, scale
        back[:, index == one] = (q[:, index == one] - zero[:, None]).astype(np.float32) * wide
    return q, zeros, scales, torch.from_numpy(back)


def packed(numbers, bits, order=None):
    """Rows of numbers as rows of 32-bit words, the first in the lowest bits."""
    each = 32 // bits
    rows, columns = numbers.shape
    places = numbers.reshape(rows, columns // each, each).astype(np.uint64)
    shifts = np.arange(each, dtype=np.uint64) * np.uint64(bits)
    word = (places[:, :, order or list(range(each))] << shifts).sum(axis=2)
    return torch.from_numpy(word.astype(np.uint32).view(np.int32).copy())


def gptq(bits, group, symmetric, ordered, version=1):
    """As AutoGPTQ and GPTQModel publish: words stand input by output, zeros less one before version 2."""
    def pack(module, weight, random):
        n = weight.shape[1]
        size = n if group == -1 else group
        index = np.arange(n) // size
        if ordered:
            index = random.permutation(index)
        q, zeros, scales, back = wholes(weight, bits, size, symmetric, index)
        parts = {"qweight": packed(q, bits).t(), "qzeros": packed(zeros.T - (2 - version), bits),
                 "scales": torch.from_numpy(scales.T.copy())}
        if ordered:
            parts["g_idx"] = torch.from_numpy(index.astype(np.int32))
        return parts, back
    return pack


def awq(group):
    """As AutoAWQ publishes for its gemm kernel: words of eight outputs, the even ones first."""
    def pack(module, weight, random):
        q, zeros, scales, back = wholes(weight, 4, group, False)
        order = [0, 2, 4, 6, 1, 3, 5, 7]
        return {"qweight": packed(q.T, 4, order), "qzeros": packed(zeros.T, 4, order),
                "scales": torch.from_numpy(scales.T.copy())}, back
    return pack


def row_words(group):
    """pack-quantized of compressed-tensors: words stand output by output, zeros are packed along the outputs."""
    def pack(module, weight, random):
        q, zeros, scales, back = wholes(weight, 4, group, False)
        return {"weight_packed": packed(q, 4), "weight_scale": torch.from_numpy(scales),
                "weight_zero_point": packed(zeros.T, 4).t(), "weight_shape": torch.tensor(weight.shape)}, back
    return pack


def eights(module, weight, random):
    """int-quantized of compressed-tensors: 8-bit whole numbers with a factor for each row."""
    weight = torch.from_numpy(weight)
    scale = (weight.abs().amax(dim=1, keepdim=True) / 127).to(torch.bfloat16)
    values = torch.round(weight / scale.float()).clamp(-128, 127).to(torch.int8)
    return {"weight": values, "weight_scale": scale}, values.float() * scale.float()


def compressed(form, ignore, **weights):
    return {"quant_method": "compressed-tensors", "format": form, "quantization_status": "compressed",
            "config_groups": {"group_0": {"targets": ["Linear"], "input_activations": None, "weights": weights}},
            "ignore": ignore, "kv_cache_scheme": None}


LLAMA = {"tie_word_embeddings": False}
MIXTURE = {"head_dim": 12, "num_experts": 4, "num_experts_per_tok": 2, "moe_intermediate_size": 24,
           "mlp_only_layers": [1], "decoder_sparse_step": 1, "norm_topk_prob": True}
CHECKPOINTS = {
    "tiny-llama-fp8-tensor": lambda n: quantised(
        n, base("llama", **LLAMA), 31,
        {"quant_method": "fp8", "activation_scheme": "static", "ignored_layers": ["lm_head", "model.layers.0.mlp.up_proj"]},
        floats(False, torch.float32), plain=["layers.0.mlp.up_proj"]),
    "tiny-llama-fp8-channel": lambda n: quantised(
        n, base("llama", **LLAMA), 32,
        compressed("float-quantized", ["lm_head", "re:.*layers[.]1[.]self_attn.*"], num_bits=8, type="float",
                   strategy="channel", symmetric=True, dynamic=False),
        floats(True, torch.bfloat16), plain=["layers.1.self_attn"]),
    "tiny-llama-gptq": lambda n: quantised(
        n, base("llama", **LLAMA), 33,
        {"quant_method": "gptq", "bits": 4, "group_size": 16, "desc_act": True, "sym": False, "damp_percent": 0.1,
         "checkpoint_format": "gptq"},
        gptq(4, 16, symmetric=False, ordered=True)),
    "tiny-qwen2-gptq": lambda n: quantised(
        n, base("qwen2"), 34,
        {"quant_method": "gptq", "bits": 8, "group_size": -1, "desc_act": False, "sym": True, "lm_head": False,
         "checkpoint_format": "gptq_v2"},
        gptq(8, -1, symmetric=True, ordered=False, version=2)),
    "tiny-llama-awq": lambda n: quantised(
        n, base("llama", **LLAMA), 35,
        {"quant_method": "awq", "bits": 4, "group_size": 8, "zero_point": True, "version": "gemm",
         "modules_to_not_convert": ["layers.2.mlp.down_proj"]},
        awq(8), plain=["layers.2.mlp.down_proj"]),
    "tiny-qwen3-moe-gptq": lambda n: quantised(
        n, base("qwen3_moe", **MIXTURE), 36,
        {"quant_method": "gptq", "bits": 4, "group_size": 8, "desc_act": False, "sym": True},
        gptq(4, 8, symmetric=True, ordered=False), plain=["mlp.gate."]),
    "tiny-phi3-w4a16": lambda n: quantised(
        n, base("phi3", pad_token_id=0), 37,
        compressed("pack-quantized", ["lm_head"], num_bits=4, type="int", strategy="group", group_size=16,
                   symmetric=False, dynamic=False),
        row_words(16)),
    "tiny-llama-w8a8": lambda n: quantised(
        n, base("llama", **LLAMA), 38,
        compressed("int-quantized", ["lm_head"], num_bits=8, type="int", strategy="channel", symmetric=True,
                   dynamic=False),
        eights),
}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or CHECKPOINTS:
        CHECKPOINTS[chosen](chosen)
        files = {p.name: p.stat().st_size for p in sorted((HERE / chosen).iterdir())}
        print(chosen, files)
