"""Writes drift.json: random data and what NumPy and SciPy make of them from the formulas, independently of the Java code.

    pip install numpy==2.4.6 scipy==1.17.1
    python data-samples/estimators/make_golden_drift.py
"""

import itertools
import json
import pathlib

import numpy as np
from scipy import linalg, stats

random = np.random.default_rng(23)


def f32(values):
    return np.asarray(values, np.float32).astype(float)


def sign_flip(d, cluster):
    """All flips of clusters; paired t by scipy; the largest over columns."""
    observed = stats.ttest_1samp(d, 0).statistic
    largest = []
    for signs in itertools.product((1, -1), repeat=cluster.max() + 1):
        largest.append(np.abs(stats.ttest_1samp(d * np.array(signs)[cluster][:, None], 0).statistic).max())
    largest = np.array(largest)
    p = [(largest >= abs(t) * (1 - 1e-9)).mean() for t in observed]
    return {"t": observed, "p": np.array(p)}


def max_t(estimates, replicates, freedom, level=.95):
    se = replicates.std(axis=1, ddof=1)
    critical = np.quantile((np.abs(replicates - estimates[:, None]) / se[:, None]).max(axis=0), level)
    return se, -stats.t.ppf(stats.norm.cdf(-critical), freedom)


def expanded(p, freedom):
    """Levels at which percentiles of few clusters are read."""
    return stats.norm.cdf(stats.t.ppf(p, freedom))


# ---------------------------------------------------------------- evidence
def evidence():
    d = random.normal(.4, 1, (9, 5))
    cluster = np.array([0, 0, 1, 2, 3, 4, 4, 5, 6])
    estimates = random.normal(0, 3, 4)
    replicates = estimates[:, None] + random.normal(0, 2, (4, 300))
    se, critical = max_t(estimates, replicates, 12)
    return {"differences": d, "cluster": cluster, "own": sign_flip(d, np.arange(9)),
            "clustered": sign_flip(d, cluster), "estimates": estimates, "replicates": replicates,
            "se": se, "critical": critical}


# ---------------------------------------------------------------- geometry
def hsic1(k, l):
    n = len(k)
    k, l = k - np.diag(np.diag(k)), l - np.diag(np.diag(l))
    one = np.ones(n)
    return (np.trace(k @ l) + one @ k @ one * (one @ l @ one) / ((n - 1) * (n - 2)) - 2 / (n - 2) * (one @ k @ l @ one)) / (n * (n - 3))


def cka(k, l):
    return hsic1(k, l) / np.sqrt(hsic1(k, k) * hsic1(l, l))


def biased(k, l):
    n = len(k)
    h = np.eye(n) - 1 / n
    k, l = h @ k @ h, h @ l @ h
    return (k * l).sum() / np.sqrt((k * k).sum() * (l * l).sum())


def cosine_rdm(x, centre):
    x = x - centre
    x = x / np.linalg.norm(x, axis=1, keepdims=True)
    return (1 - x @ x.T)[np.triu_indices(len(x), 1)]


def style_rdm(z):
    return np.linalg.norm(z[:, None] - z[None], axis=2)[np.triu_indices(len(z), 1)]


def square_form(rdm, n):
    out = np.zeros((n, n))
    out[np.triu_indices(n, 1)] = rdm
    return out + out.T


def upper(matrix, rows):
    return matrix[np.ix_(rows, rows)][np.triu_indices(len(rows), 1)]


def jackknife(topics, whole, statistic):
    """Busing, Meijer and van der Leeden 1999, formulas (6) to (10)."""
    n, names = len(topics), sorted(set(topics))
    g = len(names)
    m = np.array([topics.count(t) for t in names])
    part = np.array([statistic(np.array([i for i in range(n) if topics[i] != t])) for t in names])
    h = n / m
    centre = g * whole - ((1 - m / n) * part).sum()
    pseudo = h * whole - (h - 1) * part
    se = np.sqrt(((pseudo - centre) ** 2 / (h - 1)).mean())
    half = stats.t.ppf(.975, g - 1) * se
    return {"value": whole, "se": se, "low": whole - half, "high": min(1, whole + half)}


def geometry():
    n = 24
    category = [str(i % 4) for i in range(n)]
    topic = [f"t{i // 4 if i < 16 else 4}" for i in range(n)]
    topics = [c + "/" + t for c, t in zip(category, topic)]
    shared = random.normal(size=(n, 3))
    x = f32(shared @ random.normal(size=(3, 10)) + random.normal(0, 1, (n, 10)))
    y = f32(shared @ random.normal(size=(3, 7)) + random.normal(0, 1, (n, 7)))
    x[:, 4] = 2.5
    z1, z2 = random.normal(size=(n, 4)), None
    z2 = z1 + random.normal(0, .8, (n, 4))
    z1[:, 2] = np.round(z1[:, 2])
    c = lambda a: a - a.mean(0)

    def standardised(a):
        s = a.std(0, ddof=1)
        return np.divide(c(a), s, out=np.zeros_like(a), where=s > 0)

    partners = np.concatenate([random.permutation(np.flatnonzero(np.array(category) == k)) for k in "0123"])
    order = np.concatenate([np.flatnonzero(np.array(category) == k) for k in "0123"])
    pairing = np.empty(n, int)
    pairing[order] = partners
    out = {"x": x, "y": y, "z1": z1, "z2": z2, "category": category, "topic": topic, "pairing": pairing}
    for name, scale in (("centred", c), ("standardised", standardised)):
        k, l = scale(x) @ scale(x).T, scale(y) @ scale(y).T
        out[name] = {"cka": jackknife(topics, cka(k, l), lambda r: cka(k[np.ix_(r, r)], l[np.ix_(r, r)])),
                     "biased": biased(k, l), "permuted": cka(k, l[np.ix_(pairing, pairing)])}
    for name, a, b in (("rsa", cosine_rdm(x, x.mean(0)), cosine_rdm(y, y.mean(0))), ("style", style_rdm(z1), style_rdm(z2))):
        a, b = square_form(a, n), square_form(b, n)
        rho = lambda r: stats.spearmanr(upper(a, r), upper(b, r)).statistic
        out[name] = {"rsa": jackknife(topics, rho(np.arange(n)), rho),
                     "permuted": stats.spearmanr(upper(a, np.arange(n)), upper(b, pairing)).statistic}
    return out


# ---------------------------------------------------------------- constancy
def anova(scores, category):
    groups = [scores[category == c] for c in range(category.max() + 1)]
    n = np.array([len(g) for g in groups])
    ms_within = sum(((g - g.mean()) ** 2).sum() for g in groups) / (n.sum() - len(groups))
    ms_between = stats.f_oneway(*groups).statistic * ms_within
    size = (n.sum() - (n ** 2).sum() / n.sum()) / (len(groups) - 1)
    return max(0, (ms_between - ms_within) / size), ms_within


def entropy(labels):
    return stats.entropy(np.bincount(labels))


def mutual(a, b):
    return entropy(a) + entropy(b) - stats.entropy(np.unique(np.stack([a, b]), axis=1, return_counts=True)[1])


def expected_mutual(a, b):
    n, total = len(a), 0
    for r in np.bincount(a):
        for s in np.bincount(b):
            for cell in range(1, min(r, s) + 1):
                p = stats.hypergeom(n, r, s).pmf(cell)
                total += p * cell / n * np.log(n * cell / (r * s)) if p > 0 else 0
    return total


def constancy():
    layers, prompts = 9, 18
    depths = np.arange(1, layers + 1) / layers
    scores = random.normal(50, 8, (layers, prompts))
    standings = random.normal(size=(layers, prompts, 4)).cumsum(0)
    category = np.array([0] * 5 + [1] * 6 + [2] * 4 + [3] * 3)
    dominant = (category + (random.random(prompts) < .4) * random.integers(0, 4, prompts)) % 4
    flexible = random.normal(size=prompts) * 6 + np.array([0, 8, -3, 5])[category]
    band = (depths >= 1 / 3 - 1e-9) & (depths <= 2 / 3 + 1e-9)
    path = np.linalg.norm(np.diff(standings, axis=0), axis=2).sum(0) / np.linalg.norm(standings[-1] - standings[0], axis=1)
    between, within = anova(flexible, category)
    h = (entropy(category) + entropy(dominant)) / 2
    strengths = random.gamma(4, 1, 5)
    emotional, neutral = random.normal(40, 9, 8), random.normal(44, 9, 8)
    own = np.random.default_rng(24)  # of its own, so that what follows stays as it was
    strength_draws = strengths[:, None] * (1 + .1 * own.normal(size=(5, 200)))
    rigid = 1 - strength_draws / np.median(strength_draws, axis=0)
    return {"depths": depths, "scores": scores, "standings": standings, "category": category, "dominant": dominant,
            "flexible": flexible, "stability": 1 - np.median(scores[band].std(0, ddof=1)) / 100, "tortuosity": path,
            "between": between, "within": within, "flexibility": between / (between + within),
            "information": mutual(category, dominant) / h, "expected": expected_mutual(category, dominant) / h,
            "strengths": strengths, "rigidity": 1 - strengths / np.median(strengths),
            "strength_draws": strength_draws, "rigidity_low": np.quantile(rigid, expanded(.025, 20), axis=1),
            "rigidity_error": rigid.std(axis=1, ddof=1),
            "emotional": emotional, "neutral": neutral, "moved": (emotional - neutral).mean()}


# ---------------------------------------------------------------- comparison
def comparison():
    layers, prompts, placebos = 10, 12, 8
    ids = np.arange(layers) * 3 + 2
    depths = (ids + 1) / 30
    base = random.normal(50, 10, (layers, prompts))
    rise = 12 / (1 + np.exp(-(depths - .4) * 20))
    treated = base + rise[:, None] + random.normal(3, 2, (layers, prompts))
    placebo = base + random.normal(3, 1, (placebos, layers, 1)) + random.normal(0, 2, (placebos, layers, prompts))
    topic = np.array([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9])
    e = (treated - base) - (placebo - base).mean(0)
    effect = e.mean(1)
    test = sign_flip(e.T, topic)
    plateau_layers = depths > depths[-1] - 1 / 8 + 1e-9
    plateau = effect[plateau_layers].mean()
    steps = np.maximum(0, np.sign(plateau) * np.diff(effect, prepend=0))
    means = (placebo - base).mean(2)
    pl = means[:, plateau_layers].mean(1)
    away = np.array([pl[j] - np.delete(pl, j).mean() for j in range(placebos)])
    significant = test["p"] < .05
    onset = next((ids[l] for l in range(layers - 1) if significant[l] and significant[l + 1]), -1)
    system = {"layers": ids, "depths": depths, "topic": topic, "baseline": base, "treated": treated, "placebos": placebo,
              "effect": effect, **test, "spread": means.std(0, ddof=1),
              "placebo_p": (1 + (abs(away) >= abs(plateau)).sum()) / (placebos + 1), "onset": onset,
              "centroid": (steps * depths).sum() / steps.sum(), "plateau": plateau,
              "leverage": 100 * plateau / (100 - base[plateau_layers].mean())}
    k, r, p = 4, 300, 12
    est = {m: random.normal(c, 6, k) for m, c in (("base", 45), ("plain", 40), ("chat", 30))}
    est["base"][2] = 21
    rep = {m: est[m][:, None] + random.normal(0, 2, (k, r)) for m in est}
    d = random.normal(-8, 10, (p, k))
    parts = {}
    for name, to, frm in (("total", "chat", "base"), ("weights", "plain", "base"), ("template", "chat", "plain")):
        estimate = est[to] - est[frm]
        se, critical = max_t(estimate, rep[to] - rep[frm], 8)
        parts[name] = {"estimate": estimate, "se": se, "low": estimate - critical * se}
    low = np.quantile(rep["base"], expanded(.025, 8), axis=1)
    null = np.array([((np.array(s)[:, None] * d).mean(0) ** 2).sum() for s in itertools.product((1, -1), repeat=p)])
    v, w = random.normal(size=20), random.normal(size=20)
    w = v + .4 * w
    cos = v @ w / np.linalg.norm(v) / np.linalg.norm(w)
    b, i, m = f32(random.normal(2, 1, (6, 20))), f32(random.normal(2, 1, (6, 20))), random.normal(2, .2, 20)
    i = f32(b + .3 * i)
    massive = [3, 11]
    kept = np.ones(20)
    kept[massive] = 0
    alignment = {"estimates": est, "replicates": rep, "differences": d, **parts,
                 "suppression": [(est["base"][j] - est["chat"][j]) / est["base"][j] if low[j] >= 20 else None for j in range(k)],
                 "size": np.sqrt(max(0, (parts["total"]["estimate"] ** 2).mean() - (parts["total"]["se"] ** 2).mean())),
                 "p": (null >= (d.mean(0) ** 2).sum() * (1 - 1e-12)).mean(),
                 "axis_base": v, "axis_instruct": w, "cosine": cos, "corrected": cos / np.sqrt(.9 * .8),
                 "base_states": b, "instruct_states": i, "centre": m, "massive": massive,
                 "shift": np.mean([distance((p - m) * kept, (q - m) * kept) for p, q in zip(b, i)]) / .002}
    return {"system": system, "alignment": alignment}


def distance(a, b):
    return 1 - a @ b / np.linalg.norm(a) / np.linalg.norm(b)


# ---------------------------------------------------------------- drift
def energy(own, rest):
    between = lambda a, b: np.linalg.norm(a[:, None] - b[None], axis=2).mean()
    return 2 * between(own, rest) - between(own, own) - between(rest, rest)


def drift_layer(picks, massive):
    reps, n, d, k = 20, 10, 12, 4
    base = random.normal(3, 2, (n, d))
    noise = random.normal(0, 1, (n, 1)) ** 2 * .05 + .02
    ref = f32(base + noise * random.normal(size=(reps, n, d)))
    cur = f32(base + noise * random.normal(size=(n, d)) + .06 * random.normal(size=d))
    centre = random.normal(3, .5, d)
    kept = np.ones(d)
    kept[massive] = 0
    axes = random.normal(size=(k, d))
    axes /= np.linalg.norm(axes, axis=1, keepdims=True)
    c = lambda v: (v - centre) * kept
    rest = lambda r: np.delete(ref, r, axis=0).mean(0)
    dist = np.array([[distance(c(rest(r)[x]), c(ref[r, x])) for x in range(n)] for r in range(reps)])
    others = np.array([[np.delete(dist[:, x], r).mean() for x in range(n)] for r in range(reps)])
    ratios, typical = (dist / others).ravel(), dist.mean(0)
    mean = ref.mean(0)
    now = np.array([distance(c(mean[x]), c(cur[x])) for x in range(n)])
    pool = np.concatenate([cur[None], ref]).transpose(1, 0, 2)
    dev = pool - pool.mean(1, keepdims=True)
    dev /= np.sqrt((dev ** 2).sum(2).mean(1))[:, None, None]

    def statistic(pick):
        chosen = np.zeros(dev.shape[:2], bool)
        chosen[np.arange(n), pick] = True
        return energy(dev[chosen], dev[~chosen])

    moved = np.array([[axes @ (ref[r, x] - rest(r)[x]) for x in range(n)] for r in range(reps)])
    along = np.quantile(np.abs(moved.mean(1)), .95, axis=0)
    return {"reference": ref, "current": cur, "centre": centre, "massive": massive, "axes": axes,
            "distances": dist, "typical": typical, "highest": np.quantile(ratios, .999), "now": now,
            "p": [(1 + (dist[:, x] >= now[x]).sum()) / (reps + 1) for x in range(n)],
            "pooled_p": [(1 + (ratios >= now[x] / typical[x]).sum()) / (reps * n + 1) for x in range(n)],
            "legacy": [distance(mean[x], cur[x]) for x in range(n)], "moved": (cur - mean) @ axes.T,
            "floor_along": along, "replicates_moved": moved,
            "planted": distance(rest(3)[2], ref[3, 2] + .7 * axes[1]),
            "energy": statistic(np.zeros(n, int)), "energy_replicates": [statistic(np.full(n, r + 1)) for r in range(reps)],
            "energy_drawn": [statistic(p) for p in picks]}


def bayes_factor(x, r):
    """Marginal likelihoods of the contrasts of x, a shift of N(0, 1) sd after r runs or none, Haar prior on the spread."""
    n = len(x)
    contrasts = linalg.null_space(np.ones((1, n))).T
    y, u = contrasts @ x, contrasts @ (np.arange(n) >= r)
    cov = np.eye(n - 1) + np.outer(u, u)
    return -np.linalg.slogdet(cov)[1] / 2 - (n - 1) / 2 * np.log(y @ np.linalg.solve(cov, y) / (y @ y))


def prediction(values, alpha):
    logs = np.log(values)
    n = len(logs)
    return np.exp(logs.mean() + stats.t.ppf(1 - alpha, n - 1) * logs.std(ddof=1) * np.sqrt(1 + 1 / n))


def drift():
    picks = random.integers(0, 21, (60, 10))
    layers = [drift_layer(picks, []), drift_layer(picks, [5])]
    test = sign_flip(np.hstack([l["moved"] for l in layers]), np.arange(10))
    largest = [abs(stats.ttest_1samp(np.hstack([l["replicates_moved"][r] for l in layers]), 0).statistic).max() for r in range(20)]
    floor = prediction(largest, .005)
    current, drawn, reps = [], [], []
    for l in layers:
        both = np.append(l["energy_drawn"], l["energy"])
        z = lambda v: np.asarray(v) / both.mean()
        current.append(z(l["energy"]))
        drawn.append(z(l["energy_drawn"]))
        reps.append(z(l["energy_replicates"]))
    drawn = np.max(drawn, axis=0)
    run = {**test, "floor": floor, "energy": max(current), "energy_p": (1 + (drawn >= max(current)).sum()) / 61,
           "energy_floor": prediction(np.max(reps, axis=0), .005)}
    d = np.array([9.5, .4, 4.2, -2.0])
    rep = d[:, None] + np.array([[1.2], [1.0], [1.1], [2.5]]) * random.normal(size=(4, 500))
    se, critical = max_t(d, rep, 36)
    narrow = np.quantile(rep, expanded([.05, .95], 36), axis=1).T
    least = np.maximum(0, abs(d) - critical * se)
    finding, needed = [], []
    for k in range(4):
        finding.append("CHANGED" if least[k] > 5 else "UNCHANGED" if narrow[k][0] > -5 and narrow[k][1] < 5 else "UNDETERMINED")
        factor = (critical if abs(d[k]) > 5 else stats.norm.ppf(.95)) + stats.norm.ppf(.8)
        needed.append(max(41, np.ceil(40 * (factor * se[k] / abs(abs(d[k]) - 5)) ** 2)) if finding[k] == "UNDETERMINED" else None)
    power = [np.mean(abs(s + rep[1] - d[1]) - critical * se[1] > 5) for s in (5, 8, 10)]
    reference, series = random.normal(70, 3, 20), random.normal(72, 3, 30)
    z = [stats.norm.ppf(stats.t.cdf((s - reference.mean()) / (reference.std(ddof=1) * np.sqrt(1 + 1 / 20)), 19)) for s in series]
    recursive = []
    for t, s in enumerate(series):
        past = np.append(reference, series[:t])
        m = len(past)
        recursive.append(stats.norm.ppf(stats.t.cdf((s - past.mean()) / (past.std(ddof=1) * np.sqrt(1 + 1 / m)), m - 1)))
    s, t = np.cumsum(z), np.arange(1, 31)
    up, down, sums = 0, 0, []
    for value in recursive:
        up, down = max(0, up + value - .5), max(0, down - value - .5)
        sums.append([up, down])
    return {"picks": picks, "layers": layers, "run": run,
            "personality": {"differences": d, "replicates": rep, "critical": critical, "least": least, "narrow": narrow,
                            "findings": finding, "needed": needed, "power": power},
            "series": {"reference": reference, "series": series, "z": z, "recursive": recursive,
                       "known": s ** 2 / (2 * (1 + t)) - np.log(1 + t) / 2,
                       "since": [bayes_factor(np.append(reference, series[:i]), 20) for i in t], "cusum": sums}}


# ---------------------------------------------------------------- choice
def choice():
    m, r = 3, 400
    estimates = np.array([[66, .50, .2], [58, .5, .25], [35, .7, .1]])
    replicates = estimates[:, :, None] + np.array([5, .06, .04])[None, :, None] * random.normal(size=(m, 3, r))
    weights = np.array([3, 2, 1])

    def fit(v):
        d = [np.clip((v[0] - 20) / 60, 0, 1), np.clip((.8 - v[1]) / .5, 0, 1) ** 2,
             np.clip(np.where(v[2] <= .2, v[2] / .2, (.6 - v[2]) / .4), 0, 1)]
        return np.prod([di ** (w / weights.sum()) for di, w in zip(d, weights)], axis=0)

    value, rep = np.array([fit(e) for e in estimates]), np.array([fit(x) for x in replicates])
    pairs = [(0, 1), (0, 2), (1, 2)]
    diff = np.array([value[i] - value[j] for i, j in pairs])
    se, critical = max_t(diff, np.array([rep[i] - rep[j] for i, j in pairs]), 30)
    assert value.argmax() == 0
    behind = [[diff[p] - critical * se[p], diff[p] + critical * se[p]] for p in (0, 1)]
    best = (rep == rep.max(0)) / (rep == rep.max(0)).sum(0)
    return {"estimates": estimates, "replicates": replicates, "fit": value, "interval": np.quantile(rep, expanded([.025, .975], 30), axis=1).T,
            "best": best.mean(1), "behind": behind, "indistinguishable": [True] + [b[0] <= 0 <= b[1] for b in behind]}


def plain(value):
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    return value.item() if isinstance(value, np.generic) else value


out = {"evidence": evidence(), "geometry": geometry(), "constancy": constancy(), "comparison": comparison(),
       "drift": drift(), "choice": choice()}
path = pathlib.Path(__file__).with_name("drift.json")
path.write_text(json.dumps(plain(out)) + "\n")
print(path, path.stat().st_size, "bytes")
