"""Writes numbers.json: random states and what NumPy and SciPy make of them, independently of the Java code.

    pip install numpy==2.4.6 scipy==1.17.1
    python data-samples/golden/numbers/make_numbers.py
"""

import json
import pathlib

import numpy as np
from scipy.stats import mannwhitneyu

STYLES, FRAMES, TOPICS, D, P = 4, 3, 3, 16, 10
random = np.random.default_rng(11)


def case(massive):
    centre = random.normal(0, 3, D)
    pull = random.normal(0, 1.5, (STYLES, D))
    anchors = (centre + pull[:, None, None] + random.normal(0, 1, (STYLES, FRAMES, TOPICS, D))).astype(np.float32)
    prompts = (centre + random.normal(0, 2, (P, D))).astype(np.float32)
    if massive:
        # One dimension dwarfs all others, as some models have it.
        anchors[..., 5] = 9000 + random.normal(0, 50, anchors.shape[:3])
        prompts[:, 5] = 9000 + random.normal(0, 50, P)
    a = anchors.astype(float)
    magnitudes = np.abs(a.reshape(-1, D))
    dropped = np.flatnonzero((magnitudes.max(0) > 100) & (magnitudes.max(0) > 1000 * np.median(magnitudes)))
    kept = np.ones(D)
    kept[dropped] = 0
    means, grand = centred_means(a)
    frames = a.mean(axis=2).reshape(-1, D) * kept
    raw = np.array([[cosine(z, m) for m in means] for z in prompts.astype(float)])
    cent = np.array([[cosine((z - grand) * kept, (m - grand) * kept) for m in means] for z in prompts.astype(float)])
    own, other, spread, auc = held_out(a, kept)
    weights_p = random.dirichlet(np.ones(P))
    weights_f = random.dirichlet(np.ones(FRAMES), STYLES)
    by_frame = a.mean(axis=2)
    drawn = np.einsum("kf,kfd->kd", weights_f, by_frame)
    middle = drawn.mean(0)
    replicate = sum(w * np.array([cosine((z - middle) * kept, (m - middle) * kept) for m in drawn])
                    for w, z in zip(weights_p, prompts.astype(float)))
    squares = np.sort(grand ** 2)
    return {
        "anchors": anchors.tolist(), "prompts": prompts.tolist(), "massive": dropped.tolist(),
        "means": means.tolist(), "grand": grand.tolist(), "raw": raw.tolist(), "centred": cent.tolist(),
        "calibrated": ((cent - other) / (own - other)).tolist(), "own": own.tolist(), "other": other.tolist(),
        "spread": spread.tolist(), "auc": auc.tolist(), "frame_dots": (prompts.astype(float) @ frames.T).tolist(),
        "prompt_weights": weights_p.tolist(), "frame_weights": weights_f.reshape(-1).tolist(),
        "replicate": replicate.tolist(), "top_share": squares[-3:].sum() / squares.sum()}


def centred_means(a):
    means = a.reshape(STYLES, -1, D).mean(1)
    return means, means.mean(0)


def held_out(a, kept):
    scores = {k: ([], []) for k in range(STYLES)}
    for t in range(TOPICS):
        rest = np.delete(a, t, axis=2)
        means, grand = centred_means(rest)
        for style in range(STYLES):
            for z in a[style, :, t]:
                for k in range(STYLES):
                    scores[k][0 if k == style else 1].append(cosine((z - grand) * kept, (means[k] - grand) * kept))
    own = np.array([np.mean(scores[k][0]) for k in range(STYLES)])
    other = np.array([np.mean(scores[k][1]) for k in range(STYLES)])
    spread = np.array([np.std(scores[k][1], ddof=1) for k in range(STYLES)])
    auc = np.array([mannwhitneyu(*scores[k]).statistic / len(scores[k][0]) / len(scores[k][1]) for k in range(STYLES)])
    return own, other, spread, auc


def cosine(x, y):
    return x @ y / np.linalg.norm(x) / np.linalg.norm(y)


draws = random.gamma(2, 1, 400)
out = {"plain": case(False), "massive": case(True),
       "quantiles": {"values": draws.tolist(), "low": np.quantile(draws, .025), "high": np.quantile(draws, .975)}}
path = pathlib.Path(__file__).with_name("numbers.json")
path.write_text(json.dumps(out) + "\n")
print(path, path.stat().st_size, "bytes")
