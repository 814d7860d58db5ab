"""What is true of a planted checkpoint: measured in float64 over many redraws of its noise."""

from dataclasses import dataclass

import numpy as np
from safetensors.numpy import load_file

import forward
from words import STYLES

CONDITIONS = ["default"] + [sign + style for style in STYLES for sign in "+-"]
CHUNK = 150


@dataclass(frozen=True)
class Texts:
    """Token ids of every prompt under every condition, prompts first: text n = prompt n // 9, condition n % 9."""
    ids: list
    user: list
    categories: list

    @classmethod
    def of(cls, words, tokens, chat):
        plain = {(r["polarity"] + r["style"]): r["text"] for r in words.instructions
                 if r["lang"] == "en" and r["wording"] == 1 and r["dose"] == "plain"}
        ids, user = [], []
        for prompt in words.prompts:
            for condition in CONDITIONS:
                text = prompt["text"] if condition == "default" else plain[condition] + "\n" + prompt["text"]
                own = tokens.encode(text, add_special_tokens=False).ids
                before = [0, tokens.token_to_id("<|user|>")] if chat else [0]
                after = [tokens.token_to_id("<|end|>"), tokens.token_to_id("<|assistant|>")] if chat else []
                ids.append(before + own + after)
                user.append((len(before), len(before) + len(own)))
        return cls(ids, user, [p["category"] for p in words.prompts])


def pooled(weights, texts, pooling="last"):
    """States (L, P, 9, D)."""
    out = None
    for first in range(0, len(texts.ids), CHUNK):
        ids, user = texts.ids[first:first + CHUNK], texts.user[first:first + CHUNK]
        block = np.zeros((len(ids), max(map(len, ids))), int)
        for n, row in enumerate(ids):
            block[n, :len(row)] = row
        for layer, h in enumerate(forward.states(weights, block)):
            if out is None:
                out = [[] for _ in range(99)]
            if pooling == "last":
                out[layer].append(h[np.arange(len(ids)), [len(row) - 1 for row in ids]])
            else:
                out[layer].append(np.stack([h[n, a:b].mean(0) for n, (a, b) in enumerate(user)]))
    return np.stack([np.concatenate(o).reshape(len(texts.categories), 9, -1) for o in out if o])


def parts(states, directions):
    """Numerators and denominators (4, P) of percent of range in one layer (P, 9, D)."""
    n = np.stack([(states[:, 0] - states[:, 2 + 2 * k]) @ directions[k] for k in range(4)])
    r = np.stack([(states[:, 1 + 2 * k] - states[:, 2 + 2 * k]) @ directions[k] for k in range(4)])
    return n, r


def ratio(n, r, categories, only=None):
    """Percent of range with equal weights of categories."""
    chosen = [only] if only else sorted(set(categories))
    weight = sum((np.array(categories) == c) / categories.count(c) for c in chosen)
    return 100 * (n @ weight) / (r @ weight)


def percent(weights, texts, directions):
    n, r = parts(pooled(weights, texts)[-1], directions)
    return ratio(n, r, texts.categories)


def auc(one, other):
    ranks = np.argsort(np.argsort(np.concatenate([one, other]))) + 1
    return float((ranks[:len(one)].sum() - len(one) * (len(one) + 1) / 2) / (len(one) * len(other)))


def margins(y, neutral, own):
    """How far each prompt's own style is ahead of the next (P), in standard deviations from the neutral level."""
    z = (y - neutral) / np.maximum(y.std(0), 1e-9)
    ahead = z[np.arange(len(own)), own].copy()
    z[np.arange(len(own)), own] = -np.inf
    return ahead - z.max(1)


def half_rise(curve):
    """Last upward crossing of the middle between the first eighth and the last eighth of the layers."""
    eighth = max(1, len(curve) // 8)
    middle = (np.mean(curve[:eighth]) + np.mean(curve[-eighth:])) / 2
    up = [i for i in range(1, len(curve)) if curve[i - 1] < middle <= curve[i]][-1]
    return up - 1 + (middle - curve[up - 1]) / (curve[up] - curve[up - 1])


def measure(folder, texts, directions, plain, quiet, redraws):
    """
    The truth of the stored file, and of the law that its noise was drawn from.

    plain: the same checkpoint whose words neither lean nor make noise: the neutral level.
    quiet: the same whose words make no noise.
    """
    stored = load_file(folder / "model.safetensors")
    neutral, without_noise = (pooled(w, texts)[:, :, 0] @ directions.T for w in (plain, quiet))
    law = Law(texts.categories, directions, neutral.mean(1), without_noise[-1])
    for weights in redraws:
        law.add(pooled(weights, texts))
    last, user = pooled(stored, texts), pooled(stored, texts, "user")
    return {"redraws": len(law.n), "population": law.known(), "stored": {
        "percent": ratio(*parts(last[-1], directions), texts.categories).tolist(),
        "auc_by_layer": [[auc(s[:, 1 + 2 * k] @ directions[k], s[:, 2 + 2 * k] @ directions[k])
                          for k in range(4)] for s in last],
        "cosine_of_mean_difference_last": cosines(differences(last), directions),
        "cosine_of_mean_difference_user": cosines(differences(user), directions)}}


def differences(states):
    """Mean of +k less -k (L, 4, D)."""
    return np.stack([(states[:, :, 1 + 2 * k] - states[:, :, 2 + 2 * k]).mean(1) for k in range(4)], 1)


class Law:
    """Means over redraws of the noise."""

    def __init__(self, categories, directions, neutral, quiet):
        self.categories, self.directions, self.neutral, self.quiet = categories, directions, neutral, quiet
        self.n, self.r, self.delta, self.y, self.spread = [], [], [], [], []

    def add(self, states):
        pairs = [parts(layer, self.directions) for layer in states]
        self.n.append([n for n, _ in pairs])
        self.r.append([r for _, r in pairs])
        self.delta.append(differences(states))
        self.y.append(states[:, :, 0] @ self.directions.T)
        self.spread.append([[(s[:, 1 + 2 * k] - s[:, 2 + 2 * k]).std(0) for k in range(4)]
                            for s in states])

    def known(self):
        n, r, names = np.mean(self.n, 0), np.mean(self.r, 0), sorted(set(self.categories))
        is_in = {c: np.array(self.categories) == c for c in names}
        standing = {c: self.quiet[m].mean(0) - self.neutral[-1] for c, m in is_in.items()}
        leading = {c: int(s.argmax()) for c, s in standing.items()}
        own = np.array([leading[c] for c in self.categories])
        curve = np.mean([[margins(y[l], self.neutral[l], own).mean() for l in range(len(n))] for y in self.y], 0)
        single = [ratio(a[-1], b[-1], self.categories) for a, b in zip(self.n, self.r)]
        return {
            "percent": ratio(n[-1], r[-1], self.categories).tolist(),
            "percent_by_category": {c: ratio(n[-1], r[-1], self.categories, c).tolist() for c in names},
            "range_by_layer": r.mean(2).tolist(),
            "sd_of_prompts": (100 * np.std([a[-1] / r[-1].mean(1, keepdims=True) for a in self.n], (0, 2))).tolist(),
            "sd_of_percent": np.std(single, 0).tolist(),
            "sd_of_difference": np.linalg.norm(np.mean(self.spread, 0)[-1], axis=1).tolist(),
            "cosine_with_planted_by_layer": cosines(np.mean(self.delta, 0), self.directions),
            "margin_by_layer": curve.tolist(), "half_rise": half_rise(curve),
            "leading_by_category": {c: STYLES[k] for c, k in leading.items()},
            "standing_by_category": {c: s.tolist() for c, s in standing.items()},
            "leading": STYLES[int(np.mean(list(standing.values()), 0).argmax())]}


def cosines(delta, directions):
    """Of (L, 4, D) with (4, D); 0 where nothing differs."""
    size = np.linalg.norm(delta, axis=2)
    return [[float(delta[l, k] @ directions[k] / size[l, k]) if size[l, k] > 1e-9 else 0.0 for k in range(4)]
            for l in range(len(delta))]
