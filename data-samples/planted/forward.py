"""A llama forward pass in float64 NumPy, written from the published formulas and from nothing else here."""

import numpy as np


def rms(x, weight, eps=1e-6):
    return x / np.sqrt((x * x).mean(-1, keepdims=True) + eps) * weight


def rotate(x, theta):
    """x (B, H, T, W)."""
    half = x.shape[-1] // 2
    angle = np.arange(x.shape[2])[:, None] * theta ** (-np.arange(half) / half)
    a, b = x[..., :half], x[..., half:]
    return np.concatenate([a * np.cos(angle) - b * np.sin(angle), b * np.cos(angle) + a * np.sin(angle)], -1)


def states(weights, ids, heads=4, theta=1e10):
    """ids (B, T), padded on the right -> the output of each block, one (B, T, D) after the other."""
    w = {name: value.astype(np.float64) for name, value in weights.items()}
    h = w["model.embed_tokens.weight"][ids]
    future = np.triu(np.full((ids.shape[1], ids.shape[1]), -np.inf), 1)
    layer = 0
    while f"model.layers.{layer}.input_layernorm.weight" in w:
        p = {n.split(".", 3)[3]: v for n, v in w.items() if n.startswith(f"model.layers.{layer}.")}
        x = rms(h, p["input_layernorm.weight"])
        split = lambda y: y.reshape(*y.shape[:2], heads, -1).transpose(0, 2, 1, 3)
        q, k, v = (split(x @ p[f"self_attn.{n}_proj.weight"].T) for n in "qkv")
        score = rotate(q, theta) @ rotate(k, theta).swapaxes(-1, -2) / np.sqrt(q.shape[-1]) + future
        share = np.exp(score - score.max(-1, keepdims=True))
        out = (share / share.sum(-1, keepdims=True)) @ v
        h = h + out.transpose(0, 2, 1, 3).reshape(*x.shape[:2], -1) @ p["self_attn.o_proj.weight"].T
        x = rms(h, p["post_attention_layernorm.weight"])
        gate = x @ p["mlp.gate_proj.weight"].T
        h = h + (gate / (1 + np.exp(-gate)) * (x @ p["mlp.up_proj.weight"].T)) @ p["mlp.down_proj.weight"].T
        yield h
        layer += 1
