"""Small random states and what NumPy and SciPy make of them: python make_golden.py

Needs numpy 2.4.6 and scipy 1.17.1. Writes golden.json beside itself.
Everything is computed in the full width from the formulas of the Javadoc, never among inner products.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
from scipy import stats

STYLES = 4
CATEGORIES = ["analytic", "creative", "emotional", "support"]
DRAWS = 60
FOLDS = 5


# ---------------------------------------------------------------- inputs


def prompts(rng):
    out = []
    for category, sizes in zip(CATEGORIES, [[1, 2, 1, 1, 2], [2, 1, 1, 1, 1, 1], [1, 1, 1, 1, 2, 2], [1, 1, 3, 1, 1, 1]]):
        for topic, size in enumerate(sizes):
            out += [(f"{category}-{topic}-{i}", category, f"t{topic}") for i in range(size)]
    return [out[i] for i in rng.permutation(len(out))]


def states(rng, keys, width, layers):
    """base, plus, minus of each layer; later layers are moved more by the instructions."""
    out = []
    tilt = rng.normal(size=(STYLES, width))
    for layer in range(layers):
        strength = [0.25, 0.6, 1.0][layer]
        topics = {}
        noise = lambda n: rng.normal(size=(n, width))
        centre = 2 * rng.normal(size=width)
        content = np.stack([topics.setdefault((c, t), 0.7 * rng.normal(size=width)) for _, c, t in keys])
        axes = strength * (tilt + 0.4 * tilt.mean(0)) / np.sqrt(width) * 4
        lean = np.array([0.7, 0.4, 0.5, 0.3])[:, None] + 0.2 * rng.normal(size=(STYLES, len(keys)))
        start = centre + content - 0.5 * axes.sum(0)
        base = start + lean.T @ axes + 0.6 * noise(len(keys))
        plus = np.stack([start + (lean.T @ axes) + (1.0 - lean[k])[:, None] * axes[k] + 0.6 * noise(len(keys)) for k in range(STYLES)])
        minus = np.stack([start + (lean.T @ axes) - lean[k][:, None] * axes[k] + 0.6 * noise(len(keys)) for k in range(STYLES)])
        neutral = centre + 0.8 * noise(24)
        if layer == 1:
            for part in (base, neutral, plus, minus):
                part[..., 3] += 2500
        out.append({"base": f32(base), "plus": f32(plus), "minus": f32(minus), "neutral": f32(neutral)})
    return out


def f32(x):
    return np.round(x, 4).astype(np.float32).astype(np.float64)


def folds(keys, count=FOLDS):
    by_category = {c: sorted({t for _, k, t in keys if k == c}) for c in CATEGORIES}
    fold, at = {}, 0
    for c in CATEGORIES:
        for t in sorted(by_category[c], key=lambda t: hashlib.sha256(f"{c}/{t}".encode()).hexdigest()):
            fold[c, t] = at
            at = (at + 1) % count
    return np.array([fold[c, t] for _, c, t in keys])


def normalised(times, category):
    totals = np.array([times[category == c].sum() for c in range(len(CATEGORIES))])
    return times / totals[category]


def draw(rng, category, topic):
    times = np.zeros(len(category))
    for c in range(len(CATEGORIES)):
        own = np.unique(topic[category == c])
        for t in rng.choice(own, size=len(own)):
            members = np.flatnonzero(topic == t)
            np.add.at(times, rng.choice(members, size=len(members)), 1)
    return normalised(times, category)


# ---------------------------------------------------------------- shared formulas


def auc_of(own, other):
    return stats.mannwhitneyu(own, other).statistic / len(own) / len(other)


def hanley(auc, n):
    q1, q2 = auc / (2 - auc), 2 * auc**2 / (1 + auc)
    half = stats.norm.ppf(0.975) * np.sqrt((auc * (1 - auc) + (n - 1) * (q1 - auc**2) + (n - 1) * (q2 - auc**2)) / n**2)
    return [max(0, auc - half), min(1, auc + half)]


def fold_auc(low, high, fold):
    wins = sum(stats.mannwhitneyu(high[fold == f], low[fold == f]).statistic for f in np.unique(fold))
    return wins / sum((fold == f).sum() ** 2 for f in np.unique(fold))


def expanded(freedom):
    """Levels at which percentiles of draws over few topics are read, in place of 2.5 and 97.5%."""
    return stats.norm.cdf(stats.t.ppf([0.025, 0.975], freedom))


def interval(draws, value, jackknife, freedom):
    """Percentiles; BCa (Efron 1987) where the bias is above a quarter of the error."""
    draws, jackknife = np.asarray(draws), np.asarray(jackknife)
    se = draws.std(ddof=1)
    if abs(draws.mean() - value) <= 0.25 * se:
        return list(np.quantile(draws, expanded(freedom)))
    least = 1 / (len(draws) + 1)
    z0 = stats.norm.ppf(np.clip((draws < value).mean(), least, 1 - least))
    off = jackknife.mean() - jackknife
    a = (off**3).sum() / (6 * (off**2).sum() ** 1.5)
    z = z0 + stats.norm.ppf(expanded(freedom))
    return list(np.quantile(draws, stats.norm.cdf(z0 + z / (1 - a * z))))


def estimate(value, draws, jackknife, freedom):
    return {"value": value, "error": np.std(draws, ddof=1), "interval": interval(draws, value, jackknife, freedom)}


def simultaneous(values, draws, freedom):
    values, draws = np.asarray(values), np.asarray(draws)
    se = draws.std(axis=1, ddof=1)
    critical = np.quantile(np.max(np.abs(draws - values[:, None]) / se[:, None], axis=0), 0.95)
    critical = -stats.t.ppf(stats.norm.cdf(-critical), freedom)
    return {"critical": critical, "intervals": [[v - critical * s, v + critical * s] for v, s in zip(values, se)]}


def stepped(r):
    return r if r <= 0 else 2 * r / (1 + r)


def unit(v):
    return v / np.linalg.norm(v)


def without(v, others):
    q, _ = np.linalg.qr(np.asarray(others).T)
    return v - q @ (q.T @ v)


# ---------------------------------------------------------------- one layer and style


class World:
    """The prompts with their clusters, folds, draws."""

    def __init__(self, keys, rng):
        self.keys = keys
        self.category = np.array([CATEGORIES.index(c) for _, c, _ in keys])
        names = sorted({(c, t) for _, c, t in keys})
        self.topic = np.array([names.index((c, t)) for _, c, t in keys])
        self.fold = folds(keys)
        self.observed = normalised(np.ones(len(keys)), self.category)
        self.draws = [draw(rng, self.category, self.topic) for _ in range(DRAWS)]
        self.without = [normalised((self.topic != g) * 1.0, self.category) for g in range(len(names))]
        own = [len(np.unique(self.topic[self.category == c])) - 1 for c in range(len(CATEGORIES))]
        self.freedom = own + [sum(own)]
        self.halves = []
        for _ in range(9):
            half = np.zeros(len(keys), bool)
            for c in range(len(CATEGORIES)):
                own = np.unique(self.topic[self.category == c])
                half |= np.isin(self.topic, rng.permutation(own)[: len(own) // 2])
            self.halves.append(half)
        self.signs = [rng.choice([-1.0, 1.0], size=len(names))[self.topic] for _ in range(40)]


def direction(plus, minus, weights, keep):
    return unit(((plus - minus) * weights[:, None])[keep].sum(0))


def projections(world, base, plus, minus, mean, weights):
    low, shift, span = np.zeros(len(base)), np.zeros(len(base)), np.zeros(len(base))
    for f in range(FOLDS):
        v = direction(plus, minus, weights, world.fold != f)
        own = world.fold == f
        low[own] = (minus[own] - mean) @ v
        shift[own] = (base[own] - minus[own]) @ v
        span[own] = (plus[own] - minus[own]) @ v
    return low, shift, span


def percents(world, shift, span, weights):
    own = [world.category == c for c in range(len(CATEGORIES))]
    out = [100 * (weights * shift)[c].sum() / (weights * span)[c].sum() for c in own]
    return out + [100 * (weights * shift).sum() / (weights * span).sum()]


def style_score(world, z, k, mean):
    base, plus, minus = z["base"], z["plus"][k], z["minus"][k]

    def under(weights):
        _, shift, span = projections(world, base, plus, minus, mean, weights)
        return percents(world, shift, span, weights) + [(weights * span).sum() / len(CATEGORIES)]

    w = world.observed
    low, shift, span = projections(world, base, plus, minus, mean, w)
    value = np.array(under(w))
    draws = np.array([under(x) for x in world.draws]).T
    jackknife = np.array([under(x) for x in world.without]).T
    high = low + span
    means = np.array([span[world.category == c].mean() for c in range(len(CATEGORIES))])
    mean_range = (w * span).sum() / w.sum()
    auc = fold_auc(low, high, world.fold)
    strengths = []
    for x in world.draws:
        own, _, width = projections(world, base, plus, minus, mean, x)
        times = x / w
        variance = lambda y: np.average((y - np.average(y, weights=times)) ** 2, weights=times) * len(y) / (len(y) - 1)
        strengths.append((x * width).sum() / x.sum() / np.sqrt((variance(own) + variance(own + width)) / 2))
    rho = []
    for half in world.halves:
        one, two = ((plus - minus).T @ normalised(h * 1.0, world.category) for h in (half, ~half))
        rho.append(stepped(unit(one) @ unit(two)))
    typical = np.median(np.linalg.norm(base - mean, axis=1))
    return {
        "percents": [estimate(value[c], draws[c], jackknife[c], world.freedom[c]) for c in range(5)],
        "mean_range": estimate(value[5], draws[5], jackknife[5], world.freedom[4]),
        "per_prompt": 100 * shift / means[world.category],
        "shift": shift,
        "range": span,
        "d_prime": mean_range / np.sqrt((high.var(ddof=1) + low.var(ddof=1)) / 2),
        "amplitude": mean_range / typical,
        "auc": [auc, *hanley(auc, len(base))],
        "rho": np.median(rho),
        "strengths": strengths,
        "draws": draws[:5],
        "jackknife": jackknife[:5],
        "selectivity": auc - np.mean([swapped_auc(world, z, k, mean, s) for s in world.signs]),
        "null": [null_statistic(world, z, k, mean, s) for s in [np.ones(len(base)), *world.signs]],
    }


def swapped(z, k, signs):
    up = (signs > 0)[:, None]
    return np.where(up, z["plus"][k], z["minus"][k]), np.where(up, z["minus"][k], z["plus"][k])


def swapped_auc(world, z, k, mean, signs):
    plus, minus = swapped(z, k, signs)
    low, _, span = projections(world, z["base"], plus, minus, mean, world.observed)
    return fold_auc(low, low + span, world.fold)


def null_statistic(world, z, k, mean, signs):
    plus, minus = swapped(z, k, signs)
    _, _, span = projections(world, z["base"], plus, minus, mean, world.observed)
    parts = world.observed * span
    return parts.sum() / np.sqrt((parts**2).sum())


# ---------------------------------------------------------------- whitening


def within_rows(conditions):
    return np.concatenate([c - c.mean(0) for c in conditions])


def shrinkage(rows, nu, method):
    d = rows.shape[1]
    s = rows.T @ rows / nu
    t, q = np.trace(s), np.sum(s * s)
    if method == "OAS":
        return min(1, ((1 - 2 / d) * q + t * t) / ((nu + 1 - 2 / d) * (q - t * t / d)))
    noise = (np.sum(np.sum(rows**2, 1) ** 2) - nu * q) / nu**2
    return min(1, max(0, noise / (q - t * t / d)))


def shrunk(conditions, method):
    rows = within_rows(conditions)
    nu = len(rows) - len(conditions)
    a = shrinkage(rows, nu, method)
    s = rows.T @ rows / nu
    return a, (1 - a) * s + a * np.trace(s) / len(s) * np.eye(len(s))


def whitened_auc(world, z, k, method):
    low, high = np.zeros(len(world.fold)), np.zeros(len(world.fold))
    for f in range(FOLDS):
        train, own = world.fold != f, world.fold == f
        plus, minus = z["plus"][k], z["minus"][k]
        _, s = shrunk([plus[train], minus[train]], method)
        w = np.linalg.solve(s, ((plus - minus) * world.observed[:, None])[train].sum(0))
        low[own], high[own] = minus[own] @ w, plus[own] @ w
    return fold_auc(low, high, world.fold)


# ---------------------------------------------------------------- layers and models


def standings(world, z, weights):
    out = np.zeros((len(world.fold), STYLES))
    for f in range(FOLDS):
        v = np.stack([direction(z["plus"][k], z["minus"][k], weights, world.fold != f) for k in range(STYLES)])
        own = world.fold == f
        for k in range(STYLES):
            u = unit(without(v[k], np.delete(v, k, 0)))
            q = z["neutral"] @ u
            out[own, k] = (z["base"][own] @ u - q.mean()) / q.std(ddof=1)
    return out


def layer_golden(world, z, topics_of_q):
    mean = np.mean([z["neutral"][topics_of_q == t].mean(0) for t in np.unique(topics_of_q)], axis=0)
    everything = np.ones(len(world.fold), bool)
    v = np.stack([direction(z["plus"][k], z["minus"][k], world.observed, everything) for k in range(STYLES)])
    all_q = np.abs(z["neutral"])
    massive = np.flatnonzero((all_q.max(0) > 100) & (all_q.max(0) > 1000 * np.median(all_q)))
    lengths = np.arange(len(world.fold)) % 7 + 3.0
    slope = np.array([stats.linregress(lengths, z["base"][:, d]).slope for d in range(len(mean))])
    gap = z["base"][::2].mean(0) - z["base"][1::2].mean(0)
    a, s = shrunk([z["plus"][0], z["minus"][0]], "OAS")
    return {
        "mean": mean,
        "massive": massive,
        "massive_share": [np.sum(x[massive] ** 2) for x in v],
        "unit": v,
        "unique": [unit(without(v[k], np.delete(v, k, 0))) for k in range(STYLES)],
        "cosines": v @ v.T,
        "top_shares": np.sort(v**2, axis=1)[:, -3:].sum(1),
        "lengths": lengths,
        "slope": slope,
        "gap": gap,
        "clean": without(v[0], [slope, gap]),
        "oas": a,
        "ledoit_wolf": shrunk([z["plus"][0], z["minus"][0]], "LW")[0],
        "whitened": np.linalg.solve(s, v[0]),
        "whitened_auc": [[whitened_auc(world, z, k, m) for k in range(STYLES)] for m in ("OAS", "LW")],
        "styles": [style_score(world, z, k, mean) for k in range(STYLES)],
        "standings": standings(world, z, world.observed),
        "standing_draws": np.array([(standings(world, z, x) * x[:, None]).sum(0) / 4 for x in world.draws[:10]]).T,
    }


def headline(world, layers, depths, k):
    band = [
        l
        for l, depth in enumerate(depths)
        if 0.25 <= depth <= 0.9 and layers[l]["styles"][k]["auc"][0] >= 0.85 and layers[l]["styles"][k]["rho"] >= 0.8
    ]
    if not band:
        return {"band": band}
    own = [layers[l]["styles"][k] for l in band]
    draws = np.mean([s["draws"] for s in own], axis=0)
    jackknife = np.mean([s["jackknife"] for s in own], axis=0)
    values = [np.mean([s["percents"][c]["value"] for s in own]) for c in range(5)]
    return {
        "band": band,
        "percents": [estimate(values[c], draws[c], jackknife[c], world.freedom[c]) for c in range(5)],
        "per_prompt": np.mean([s["per_prompt"] for s in own], axis=0),
        "amplitude": np.mean([s["amplitude"] for s in own]),
        "draws": draws,
        "jackknife": jackknife,
        "contrasts": contrasts(k, values, draws, sum(sorted(world.freedom[:4])[:2])),
    }


def contrasts(k, values, draws, freedom):
    rows = []
    for c in range(4):
        for e in range(c + 1, 4):
            row = np.zeros(4)
            row[c], row[e] = 1, -1
            rows.append(row)
    matched = [["emotional"], ["analytic", "support"], ["creative"], []][k]
    if matched:
        own = np.isin(CATEGORIES, matched)
        rows.append(np.where(own, 1 / own.sum(), -1 / (~own).sum()))
    rows = np.array(rows)
    out = rows @ np.array(values[:4])
    return {"values": out, **simultaneous(out, rows @ draws[:4], freedom)}


def comparison(world, a, b):
    d = a["percents"][4]["value"] - b["percents"][4]["value"]
    draws, jackknife = a["draws"][4] - b["draws"][4], a["jackknife"][4] - b["jackknife"][4]
    out = {"difference": estimate(d, draws, jackknife, world.freedom[4]), "draws": draws}
    for name, x, y in (("relative", a, b), ("reverse", b, a)):
        if y["percents"][4]["interval"][0] >= 20:
            ratio = lambda s, i: 100 * (x[s][i] / y[s][i] - 1)
            value = 100 * (x["percents"][4]["value"] / y["percents"][4]["value"] - 1)
            out[name] = estimate(value, ratio("draws", 4), ratio("jackknife", 4), world.freedom[4])
    pa, pb = a["per_prompt"], b["per_prompt"]
    n = len(pa)
    out["hedges"] = (1 - 3 / (4 * (n - 1) - 1)) * (pa.mean() - pb.mean()) / np.sqrt((pa.var(ddof=1) + pb.var(ddof=1)) / 2)
    above = (1 + np.sign(pa - pb)) / 2
    cl = lambda w: (w * above).sum() / w.sum()
    out["common"] = estimate(cl(world.observed), [cl(w) for w in world.draws], [cl(w) for w in world.without], world.freedom[4])
    return out


def model_golden(world, layers, depths, topics_of_q):
    out = {"layers": [layer_golden(world, z, topics_of_q) for z in layers]}
    out["headlines"] = [headline(world, out["layers"], depths, k) for k in range(STYLES)]
    null = np.array([[layer["styles"][k]["null"] for layer in out["layers"]] for k in range(STYLES)])
    out["null_p"] = [
        [(1 + (null[k, :, 1:].max(0) >= null[k, l, 0]).sum()) / (1 + len(world.signs)) for l in range(len(layers))]
        for k in range(STYLES)
    ]
    observed = np.array([[(layer["standings"] * world.observed[:, None]).sum(0) / 4] for layer in out["layers"]])[:, 0]
    out["dominance"] = dominance(world, observed, np.array([layer["standing_draws"] for layer in out["layers"]]))
    return out


def dominance(world, observed, draws):
    z, drawn = observed.mean(0), draws.mean(0)
    order = np.argsort(-z)
    pi = np.bincount(drawn.argmax(0), minlength=STYLES) / drawn.shape[1]
    lead = np.quantile(drawn[order[0]] - drawn[order[1]], expanded(world.freedom[4]))
    return {"standing": z, "pi": pi, "lead": lead, "first": order[0]}


# ---------------------------------------------------------------- families, agreement


def families(world, rng):
    effects = rng.normal(size=(6, len(world.fold))) + np.array([0, 0, 0.3, 0.5, 0.8, 0])[:, None]
    sums = lambda signs: np.array(
        [[(world.observed * signs * e)[world.topic == g].sum() for g in np.unique(world.topic)] for e in effects]
    )
    statistic = lambda s: np.abs(sums(s).sum(1)) / np.sqrt((sums(s) ** 2).sum(1))
    observed = statistic(np.ones(len(world.fold)))
    null = np.array([statistic(s).max() for s in world.signs])
    p = rng.uniform(size=12) ** 2
    draws = rng.normal(size=(5, 200)) + np.arange(5)[:, None]
    return {
        "effects": effects,
        "sign_flip": [(1 + (null >= t).sum()) / (1 + len(null)) for t in observed],
        "p": p,
        "benjamini_hochberg": stats.false_discovery_control(p),
        "values": np.arange(5) + 0.1,
        "draws": draws,
        "simultaneous": simultaneous(np.arange(5) + 0.1, draws, world.freedom[4]),
    }


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, (np.floating, np.integer, np.bool_)):
        return value.item()
    return value


def short(z):
    """States with the four decimals that they have."""
    return json.loads(json.dumps(plain(z)), parse_float=lambda s: round(float(s), 4))


def main():
    rng = np.random.default_rng(20)
    keys = prompts(rng)
    world = World(keys, rng)
    topics_of_q = np.array([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 8, 9, 9, 9, 9, 10, 11, 12, 13, 14, 15, 15])
    depths = [0.3, 0.6, 0.9]
    models = [states(rng, keys, 32, 3), states(rng, keys, 24, 3)]
    golden = [model_golden(world, layers, depths, topics_of_q) for layers in models]
    pairs = [comparison(world, a, b) for a, b in zip(golden[0]["headlines"], golden[1]["headlines"])]
    family = simultaneous([p["difference"]["value"] for p in pairs], [p["draws"] for p in pairs], world.freedom[4])
    out = {
        "prompts": keys,
        "folds": world.fold,
        "draws": world.draws,
        "halves": [h.astype(int) for h in world.halves],
        "signs": [s.astype(int) for s in world.signs],
        "neutral_topics": topics_of_q,
        "depths": depths,
        "models": [{"states": short(s), "golden": g} for s, g in zip(models, golden)],
        "comparison": {"styles": pairs, "family": family},
        "families": families(world, rng),
    }
    for name, extra in EXTRA.items():
        out[name] = extra(world, rng, models, golden)
    Path(__file__).with_name("golden.json").write_text(json.dumps(plain(out), separators=(",", ":")))
    print([[h["band"] for h in g["headlines"]] for g in golden])


# ---------------------------------------------------------------- depth


def margin(z, k):
    return z[k] - np.delete(z, k).max()


def depth_case(world, rng, layers, rise_at, reliable):
    """Standings of a model of 16 blocks, every second one sampled, and what reads out of them."""
    ids = np.arange(1, 16, 2)[:layers]
    follow = np.array([0.2 / (1 + np.exp(-2.0 * (l - rise_at))) * 12 for l in ids])
    style = np.array([0, 2, 0, 1])[world.category]
    z = np.round(0.7 * rng.normal(size=(layers, len(world.fold), STYLES)), 4)
    late = rng.uniform(0, 2, size=len(world.fold))
    for l in range(layers):
        z[l, np.arange(len(style)), style] += np.round(follow[l] * (ids[l] > rise_at - 2 + late), 4)
    detection = np.round(np.clip(0.55 + follow[:, None] / 5 + 0.03 * rng.normal(size=(layers, STYLES)), 0.5, 1), 4)
    shuffles = [rng.permutation(np.unique(world.topic)) for _ in range(50)]
    first = [world.category[world.topic == g][0] for g in np.unique(world.topic)]
    dealt = [np.array(first)[s][world.topic] for s in shuffles]
    floor = 0.1
    last = int(np.flatnonzero(reliable)[-1])
    own = z[last].argmax(1)
    half = folds(world.keys, 2)
    usual = np.array(
        [
            z[last][(world.category == world.category[p]) & (half != half[p])].sum(0).argmax()
            for p in range(len(own))
        ]
    )
    q_own = np.array([[margin(z[l, p], own[p]) for p in range(len(own))] for l in range(layers)])
    q = np.array([[margin(z[l, p], usual[p]) for p in range(len(own))] for l in range(layers)])
    blocks = 16
    depth = (ids + 1) / blocks
    base = np.flatnonzero(depth <= 0.125 + 1e-9)
    base = base if len(base) else np.array([0])
    plateau = np.flatnonzero(reliable & (depth > depth[last] - 0.125 + 1e-9) & (depth <= depth[last]))

    def curve(w):
        return q @ w / w.sum()

    def rise(mean):
        return mean[plateau].mean() - mean[base].mean()

    def crossings(mean, part):
        level = mean[base].mean() + part * rise(mean)
        up = [l for l in range(1, last + 1) if mean[l - 1] < level <= mean[l]]
        return np.array([np.interp(level, mean[l - 1 : l + 1], ids[l - 1 : l + 1]) for l in up])

    def half_rise(mean):
        found = crossings(mean, 0.5)
        return found[-1] if len(found) else np.nan

    observed = curve(world.observed)
    drawn = [curve(w) for w in world.draws]
    halves = np.array([half_rise(m) for m in drawn])
    middle = half_rise(observed)
    low, high = np.quantile(halves, expanded(world.freedom[4]))
    stride = np.diff(ids).max()
    errors = [
        (observed[:c].var() * c + observed[c : last + 1].var() * (last + 1 - c), (ids[c - 1] + ids[c]) / 2)
        for c in range(1, last + 1)
    ]
    commit = np.full(len(own), np.nan)
    for p in range(len(own)):
        for l in range(last, -1, -1):
            if q_own[l, p] < 2 * floor:
                break
            commit[p] = ids[l]
    kept = np.isfinite(commit)

    def categories_differ(category):
        middle = np.median(commit[kept])
        return sum((kept & (category == c)).sum() * (np.median(commit[kept & (category == c)]) - middle) ** 2 for c in range(4))

    near = [np.flatnonzero(detection[:, k] == detection[:, k].max())[0] for k in range(STYLES)]
    onset = []
    for k in range(STYLES):
        l = near[k]
        while l > 0 and detection[l - 1, k] >= 0.95 * detection[near[k], k]:
            l -= 1
        onset.append(ids[l])
    return {
        "layers": ids,
        "depths": depth,
        "reliable": reliable.astype(int),
        "standings": z,
        "detection": detection,
        "shuffles": dealt,
        "floor": floor,
        "margins": q,
        "half_rise": half_rise(observed),
        "interval": [max(0, low - stride / 2), min(blocks - 1, high + stride / 2)],
        "width": (min(c for c in crossings(observed, 0.9) if c >= middle) - max(c for c in crossings(observed, 0.1) if c <= middle)) / blocks,
        "step": min(errors)[1],
        "rise": estimate(rise(observed), [rise(m) for m in drawn], [rise(curve(w)) for w in world.without], world.freedom[4]),
        "commitment": np.where(kept, commit, -1),
        "median": np.median(commit[kept]),
        "spread": np.subtract(*np.quantile(commit[kept], [0.75, 0.25])) / blocks,
        "p": (1 + sum(categories_differ(d) >= categories_differ(world.category) - 1e-9 for d in dealt)) / 51,
        "share": kept.mean(),
        "onset": onset,
    }


def depth(world, rng, models, golden):
    return [
        depth_case(world, rng, 8, 7, np.array([0, 0, 0, 0, 1, 1, 1, 0], bool)),
        depth_case(world, rng, 8, 10, np.array([0, 0, 0, 0, 0, 1, 1, 1], bool)),
    ]


# ---------------------------------------------------------------- checks


def residual(x, category):
    return x - np.array([x[category == c].mean() for c in range(4)])[category]


def icc_2_1(x):
    n, k = x.shape
    rows = k * x.mean(1).var(ddof=1)
    columns = n * x.mean(0).var(ddof=1)
    error = ((x - x.mean(1, keepdims=True) - x.mean(0) + x.mean()) ** 2).sum() / (n - 1) / (k - 1)
    return (rows - error) / (rows + (k - 1) * error + k * (columns - error) / n)


def checks(world, rng, models, golden):
    n = len(world.fold)
    one = np.round(50 + 20 * rng.normal(size=n) + 10 * world.category, 3)
    other = np.round(one + 12 * rng.normal(size=n) + 4, 3)
    length = np.round(np.exp(2.5 + 0.5 * rng.normal(size=n)) + 0.1 * one)
    doses = np.round(rng.normal(size=(n, 3)) + np.array([0, 0.8, 1.6]), 3)
    doses[3] = 1
    gaussian = np.round(rng.normal(size=(20, 32)), 3)
    z = models[0][1]
    ranks = np.array([stats.rankdata(v) for v in (one, other, length)])
    lengths = np.stack([np.ones(n), ranks[2]], 1)
    left = [r - lengths @ np.linalg.lstsq(lengths, r)[0] for r in ranks[:2]]
    return {
        "one": one,
        "other": other,
        "length": length,
        "doses": doses,
        "gaussian": gaussian,
        "split_half": stepped(stats.pearsonr(one, other).statistic),
        "split_half_within": stepped(stats.pearsonr(residual(one, world.category), residual(other, world.category)).statistic),
        "icc": icc_2_1(np.stack([one, other], 1)),
        "monotonicity": np.mean([0 if np.ptp(d) == 0 else stats.spearmanr(np.arange(3), d).statistic for d in doses]),
        "partial": stats.pearsonr(residual(one, world.category), residual(length, world.category)).statistic,
        "convergent": stats.pearsonr(*left).statistic,
        **floors(rng),
        "random_auc": np.mean([auc_of(z["plus"][0] @ g, z["minus"][0] @ g) for g in gaussian]),
    }


def floors(rng):
    """Mean squares from the text-book sums of squares of a crossed design."""
    n, p, v = 5, 6, 3
    y = rng.normal(size=(n, 1, 1)) + 0.6 * rng.normal(size=(n, p, 1)) + 0.4 * rng.normal(size=(n, 1, v)) + rng.normal(size=(1, p, v))
    y = np.round(y + 0.5 * rng.normal(size=(n, p, v)), 3)
    square = lambda *axes: (y.mean(axes) ** 2).sum() * np.prod([y.shape[a] for a in axes]) if axes else (y**2).sum()
    t, m, q, w = square(0, 1, 2), square(1, 2), square(0, 2), square(0, 1)
    mq, mw, qw, all_ = square(2), square(1), square(0), square()
    ms = [
        (m - t) / (n - 1),
        (mq - m - q + t) / (n - 1) / (p - 1),
        (mw - m - w + t) / (n - 1) / (v - 1),
        (all_ - mq - mw - qw + m + q + w - t) / (n - 1) / (p - 1) / (v - 1),
    ]
    own = max(0, (ms[0] - ms[1] - ms[2] + ms[3]) / p / v)
    error = max(0, (ms[1] - ms[3]) / v) / p + max(0, (ms[2] - ms[3]) / p) / v + ms[3] / p / v
    table = np.round(rng.normal(size=(4, 5)), 2)
    mean = table.mean(0)
    flip = [(r[i] - r[j]) * (mean[i] - mean[j]) < 0 for r in table for i in range(5) for j in range(i)]
    return {
        "crossed": y,
        "generalisability": own / (own + error),
        "templates": table,
        "flips": np.mean(flip),
        "numeric": np.quantile(np.abs(table[0]), 0.95),
    }


def across(world, rng, models, golden):
    """Prompts of the second half scored by directions of the first, which holds two of their topics."""
    rows = np.arange(20, len(world.fold))
    train = np.arange(20)
    z = models[0][2]
    mean = golden[0]["layers"][2]["mean"]
    category = world.category[train]
    weights = np.array([1 / (category == c).sum() for c in category])
    fold = world.fold[rows]
    fold[::4] = -1
    low, shift, span = np.zeros((3, len(rows)))
    for i, p in enumerate(rows):
        v = direction(z["plus"][1][train], z["minus"][1][train], weights, world.fold[train] != fold[i])
        low[i] = (z["minus"][1][p] - mean) @ v
        shift[i] = (z["base"][p] - z["minus"][1][p]) @ v
        span[i] = (z["plus"][1][p] - z["minus"][1][p]) @ v
    return {
        "train": train,
        "rows": rows,
        "weights": weights,
        "row_folds": fold,
        "low": low,
        "shift": shift,
        "range": span,
        "auc": fold_auc(low, low + span, fold),
    }


def wordings(world, rng, models, golden):
    """The instructions of three styles taken as three wordings of one; each scored by the other two."""
    z, mean, w = models[0][2], golden[0]["layers"][2]["mean"], world.observed
    out = {"auc": [], "percent": []}
    for left in range(3):
        others = [k for k in range(3) if k != left]
        plus, minus = (z[name][others].mean(0).astype(np.float32).astype(float) for name in ("plus", "minus"))
        low, shift, span = np.zeros((3, len(w)))
        for f in range(FOLDS):
            v, own = direction(plus, minus, w, world.fold != f), world.fold == f
            low[own] = (z["minus"][left][own] - mean) @ v
            shift[own] = (z["base"][own] - z["minus"][left][own]) @ v
            span[own] = (z["plus"][left][own] - z["minus"][left][own]) @ v
        out["auc"].append(fold_auc(low, low + span, world.fold))
        out["percent"].append(percents(world, shift, span, w)[4])
    return out


def transfer(world, rng, models, golden):
    """One style's instructions taken as the first wording, two others' as further ones; two layers averaged."""
    rows, w = np.arange(0, len(world.fold), 2), world.observed
    sums = {"plus": np.zeros((2, len(rows))), "minus": np.zeros((2, len(rows)))}
    for layer in (1, 2):
        z = models[0][layer]
        made = {f: direction(z["plus"][0], z["minus"][0], w, world.fold != f) for f in range(FOLDS)}
        along = lambda name, k: np.array([z[name][k][p].astype(float) @ made[world.fold[p]] for p in rows])
        span = (along("plus", 0) - along("minus", 0)).mean()
        for name in sums:
            sums[name] += 100 * np.stack([along(name, k) for k in (1, 2)]) / span / 2
    fold = world.fold[rows]
    return {"rows": rows, **sums, "auc": np.mean([fold_auc(m, p, fold) for m, p in zip(sums["minus"], sums["plus"])])}


EXTRA = {"depth": depth, "checks": checks, "across": across, "wordings": wordings, "transfer": transfer}

if __name__ == "__main__":
    main()
