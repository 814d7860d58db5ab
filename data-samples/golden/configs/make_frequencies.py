"""Writes numbers.json beside this file: what transformers reads from each configuration in data-samples/configs.

    pip install torch==2.7.1 transformers==5.23.0
    python data-samples/golden/configs/make_frequencies.py

Of each: sizes, the window of each layer in tokens (0 without limit), and for each rotary embedding the
radians a position for short and for long texts, and the factor on cosines and sines.
"""

import json
import pathlib

import torch
from transformers import AutoConfig
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

HERE = pathlib.Path(__file__).parent
CONFIGS = HERE.parent.parent / "configs"


def head(config):
    if config.model_type == "deepseek_v3":
        return config.qk_nope_head_dim + config.qk_rope_head_dim
    return getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads


def rotary(config, rope, kind=None):
    """Of one set of rope_parameters: [short, long, scale]."""
    if rope["rope_type"] == "default":
        whole = config.qk_rope_head_dim if config.model_type == "deepseek_v3" else head(config)
        turning = int(whole * rope.get("partial_rotary_factor", 1.0))
        exponent = torch.arange(0, turning, 2, dtype=torch.int64).float() / turning
        near = far = 1.0 / (rope["rope_theta"] ** exponent)
        scale = 1.0
    else:
        compute = ROPE_INIT_FUNCTIONS[rope["rope_type"]]
        more = {"layer_type": kind} if kind else {}
        near, scale = compute(config, "cpu", seq_len=1, **more)
        far, _ = compute(config, "cpu", seq_len=config.max_position_embeddings, **more)
    return {"short": near.tolist(), "long": far.tolist(), "scale": scale}


def rotaries(config):
    rope = getattr(config, "rope_parameters", None)
    if not rope:
        return []
    if "full_attention" in rope:
        return [rotary(config, rope[kind], kind) for kind in ("full_attention", "sliding_attention")]
    return [rotary(config, rope)]


def windows(config):
    kinds = getattr(config, "layer_types", None) or ["all"] * config.num_hidden_layers
    limited = config.model_type in ("mistral", "mixtral", "phi3")
    window = getattr(config, "sliding_window", None) or 0
    return [window if kind == "sliding_attention" or (limited and kind == "all") else 0 for kind in kinds]


def numbers(path):
    config = AutoConfig.for_model(**json.loads(path.read_text()))
    inner = config.intermediate_size if hasattr(config, "intermediate_size") else 4 * config.hidden_size
    return {
        "layers": config.num_hidden_layers, "width": config.hidden_size, "heads": config.num_attention_heads,
        "keyHeads": getattr(config, "num_key_value_heads", config.num_attention_heads), "headWidth": head(config),
        "innerWidth": inner, "vocabulary": config.vocab_size, "context": config.max_position_embeddings,
        "windows": windows(config), "rotaries": rotaries(config)}


found = {path.stem: numbers(path) for path in sorted(CONFIGS.glob("*.json")) if path.stem != "gemma-3-4b"}
(HERE / "numbers.json").write_text(json.dumps(found, indent=1) + "\n")
