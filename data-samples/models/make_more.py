"""Writes further tiny checkpoints beside this file, as make_tiny.py does, which is imported for its parts.

    pip install torch==2.7.1 transformers==5.23.0 tokenizers safetensors gguf==0.19.0 numpy
    python data-samples/models/make_more.py [NAME ...]
"""

import json
import sys
import types

import torch
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModelForCausalLM
from transformers.integrations.mxfp4 import convert_moe_packed_tensors

from make_tiny import HERE, YARN, base, deepseek, fp8, fresh, golden, old_spelling, tokenizer

# The same numbers that transformers' own table holds, without their signs.
FOURS = torch.tensor([0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0])


def scatter(model, seed):
    """As randomise of make_tiny, for models whose names say less."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            noise = torch.randn(weight.shape, generator=generator)
            if weight.dim() == 1 and name.endswith("weight"):
                weight.copy_(1 + 0.2 * noise)
            elif "bias" in name or name.endswith("sinks"):
                weight.copy_((1.5 if name.endswith("sinks") else 0.3) * noise)
            elif "wte" in name or "embed" in name:
                weight.copy_(noise)
            elif "wpe" in name:
                weight.copy_(0.5 * noise)
            elif "experts" in name or "attn.c_" in name or "mlp.c_" in name:
                weight.copy_(noise * (3 if "down_proj" in name else 2) / weight.shape[-2] ** 0.5)
            else:
                weight.copy_((2 if "q_proj" in name or "k_proj" in name else 1) * noise / weight.shape[1] ** 0.5)


def states(model, folder):
    """Golden states; models that call their layers otherwise are given the usual name beside."""
    if hasattr(model, "transformer"):
        model.model = types.SimpleNamespace(layers=model.transformer.h)
    golden(model, tokenizer(), folder)


def made(config, seed):
    config["vocab_size"] = len(tokenizer())
    model = AutoModelForCausalLM.from_config(AutoConfig.for_model(**config), dtype=torch.float32)
    scatter(model, seed)
    return model


def saved(name, config, seed, change=lambda key, value: {key: value}, rewrite=lambda config: config):
    """A checkpoint in transformers' spelling, then with its tensors and its configuration changed."""
    folder = fresh(name)
    made(config, seed).save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    tokenizer().save_pretrained(folder)
    states(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), folder)
    weights = {}
    for key, value in load_file(folder / "model.safetensors").items():
        weights.update(change(key, value))
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    path = folder / "config.json"
    path.write_text(json.dumps(rewrite(json.loads(path.read_text())), indent=2) + "\n")


def gpt2(**more):
    return {"model_type": "gpt2", "n_embd": 48, "n_layer": 4, "n_head": 4, "n_positions": 256, "n_inner": None,
            "bos_token_id": 0, "eos_token_id": 2, **more}


def as_published(key, value):
    """The hub's gpt2: names without a prefix, and the causal masks among the weights."""
    short = key.removeprefix("transformer.")
    out = {short: value}
    if short.endswith("attn.c_attn.weight"):
        layer = short.removesuffix("c_attn.weight")
        out[layer + "bias"] = torch.tril(torch.ones(1, 1, 8, 8))
        out[layer + "masked_bias"] = torch.tensor(-1e4)
    return out


def old_keys(config):
    """Keys that published configurations of gpt2 have."""
    for key in ("scale_attn_weights", "scale_attn_by_inverse_layer_idx", "n_inner", "dtype", "tie_word_embeddings"):
        config.pop(key, None)
    config["n_ctx"] = config["n_positions"]
    config["task_specific_params"] = {"text-generation": {"do_sample": True, "max_length": 50}}
    return config


def gpt_oss(**more):
    return base("gpt_oss", hidden_size=64, intermediate_size=32, head_dim=24, sliding_window=6,
                num_local_experts=5, num_experts_per_tok=2, tie_word_embeddings=False, swiglu_limit=1.5,
                attention_bias=True, pad_token_id=0,
                rope_parameters={"rope_type": "yarn", "rope_theta": 150000.0, "factor": 8.0, "beta_fast": 8.0,
                                 "beta_slow": 1.0, "truncate": False, "original_max_position_embeddings": 64}, **more)


def in_fours(values):
    """Blocks and scales of a matrix of experts (E, n, m), stored as (E, m, n / 32, 16) and (E, m, n / 32)."""
    groups = values.transpose(1, 2).reshape(values.shape[0], values.shape[2], -1, 32)
    exponent = torch.floor(torch.log2(groups.abs().amax(-1).clamp(min=1e-30))) - 2
    scaled = groups / torch.exp2(exponent)[..., None]
    nearest = (scaled.abs()[..., None] - FOURS).abs().argmin(-1).to(torch.uint8)
    code = nearest | (torch.signbit(scaled).to(torch.uint8) << 3)
    return (code[..., ::2] | code[..., 1::2] << 4).contiguous(), (exponent + 127).to(torch.uint8)


def mxfp4(name, config, seed):
    """As gpt-oss is published: experts in 4-bit floats, the rest in bfloat16."""
    folder = fresh(name)
    made(config, seed).save_pretrained(folder)
    (folder / "generation_config.json").unlink(missing_ok=True)
    tokenizer().save_pretrained(folder)
    stored, widened = {}, {}
    for key, weight in load_file(folder / "model.safetensors").items():
        if key.endswith("_proj"):
            blocks, scales = in_fours(weight)
            stored[key + "_blocks"], stored[key + "_scales"] = blocks, scales
            widened[key] = convert_moe_packed_tensors(blocks, scales, dtype=torch.float32)
        else:
            stored[key] = weight.to(torch.bfloat16)
            widened[key] = stored[key].float()
    path = folder / "config.json"
    config = json.loads(path.read_text())
    save_file(widened, folder / "model.safetensors", metadata={"format": "pt"})
    states(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), folder)
    save_file(stored, folder / "model.safetensors", metadata={"format": "pt"})
    config = old_spelling(config)
    config["quantization_config"] = {
        "quant_method": "mxfp4",
        "modules_to_not_convert": ["model.layers.*.self_attn", "model.layers.*.mlp.router", "model.embed_tokens",
                                   "lm_head"]}
    path.write_text(json.dumps(config, indent=2) + "\n")


def wide_blocks(name, seed):
    """As DeepSeek V3 in blocks of 128 x 128, cut at both edges, in the spelling of its configuration."""
    config = deepseek(q_lora_rank=130, rope_parameters=dict(YARN))
    config.update(hidden_size=144, intermediate_size=200, moe_intermediate_size=136, num_hidden_layers=2,
                  n_routed_experts=4, n_shared_experts=1, n_group=2, topk_group=1, num_experts_per_tok=2)
    fp8(name, config, seed, (128, 128))
    path = HERE / name / "config.json"
    config = old_spelling(json.loads(path.read_text()))
    config["rope_scaling"]["type"] = config["rope_scaling"].pop("rope_type")
    path.write_text(json.dumps(config, indent=2) + "\n")


CHECKPOINTS = {
    "tiny-gpt2": lambda n: saved(n, gpt2(), 31, as_published, old_keys),
    "tiny-gpt2-scaled": lambda n: saved(n, gpt2(n_inner=40, scale_attn_by_inverse_layer_idx=True,
                                                layer_norm_epsilon=0.01), 32),
    "tiny-gpt-oss": lambda n: saved(n, gpt_oss(), 33),
    "tiny-gpt-oss-mxfp4": lambda n: mxfp4(n, gpt_oss(), 34),
    "tiny-deepseek-v3-fp8-wide": lambda n: wide_blocks(n, 35),
}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or CHECKPOINTS:
        CHECKPOINTS[chosen](chosen)
        print(chosen, {p.name: p.stat().st_size for p in sorted((HERE / chosen).iterdir())})
