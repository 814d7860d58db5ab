"""States of simulated models whose truth is known: the law of PlantedWorld.java, with other draws.

    from world import World
    world = World(seed=7)
    world.states("+empathy", layer=8)      # (P, D)
    python data-samples/planted/world.py   # the truth beside the mean of 400 seeds

z = centre_l + topic(x) + own(x, s, l) + rise_l * sum_k y_k(x, s) v_kl; y_k is 0 under -k, the range under +k,
else the range times percent / 100 with the category's shift and noise that prompts of one topic share in part.
"""

from dataclasses import dataclass

import numpy as np

STYLES = ["empathy", "technicality", "creativity", "formality"]
CATEGORIES = ["support", "creative", "analytic", "emotional"]
RANGE = 6.0


@dataclass(frozen=True)
class World:
    """Numbers as in the record Law of the Java class."""
    seed: int = 1
    topics: int = 25
    prompts: int = 1
    width: int = 48
    layers: int = 12
    decision: int = 6
    smooth: float = 0.0
    percent: tuple = (58.0, 30.0, 45.0, 52.0)
    shifts: tuple = ((-6, 6, -8, 6), (0, -14, 16, -4), (-12, 18, -8, 2), (18, -10, 0, -4))
    noise_percent: float = 20.0
    icc: float = 0.3
    noise_topic: float = 1.2
    noise_own: float = 1.2
    noise_range: float = 0.15

    def topic(self):
        return np.repeat(np.arange(4 * self.topics), self.prompts)

    def category(self):
        return self.topic() // self.topics

    def rise(self, layer):
        if self.smooth == 0:
            return float(layer >= self.decision)
        return 1 / (1 + np.exp(-(layer - self.decision) / self.smooth))

    def directions(self, layer):
        """Orthonormal (K, D)."""
        q, _ = np.linalg.qr(np.random.default_rng([20, 1, layer]).standard_normal((self.width, 4)))
        return q.T

    def states(self, condition, layer):
        """All prompts under `default`, `+empathy`, ... (P, D)."""
        count = len(self.topic())
        centre = 3 * np.random.default_rng([20, 2, layer]).standard_normal(self.width)
        key = (["default"] + [s + k for k in STYLES for s in "+-"]).index(condition)
        own = np.random.default_rng([self.seed, 5, key, layer]).standard_normal((count, self.width))
        out = centre + self.noise_topic * self._shared(3, self.width) + self.noise_own * own
        return out + self.rise(layer) * self._along(condition) @ self.directions(layer)

    def _along(self, condition):
        percent = np.array(self.percent) + np.array(self.shifts)[self.category()]
        y = RANGE * (percent + self.noise_percent * self._shared(4, 4)) / 100
        if condition[0] in "+-":
            k = STYLES.index(condition[1:])
            factor = 1 + self.noise_range * np.random.default_rng([self.seed, 6]).standard_normal(len(y))
            y[:, k] = RANGE * factor if condition[0] == "+" else 0
        return y

    def _shared(self, kind, count):
        """Standard normal numbers that prompts of one topic share in part."""
        random = np.random.default_rng([self.seed, kind])
        topics = random.standard_normal((4 * self.topics, count))[self.topic()]
        return np.sqrt(self.icc) * topics + np.sqrt(1 - self.icc) * random.standard_normal(topics.shape)


if __name__ == "__main__":
    found = []
    for seed in range(400):
        world, layer = World(seed), 8
        v = world.directions(layer)
        y0 = world.states("default", layer) @ v.T
        low = np.stack([world.states("-" + s, layer) @ v[k] for k, s in enumerate(STYLES)], 1)
        high = np.stack([world.states("+" + s, layer) @ v[k] for k, s in enumerate(STYLES)], 1)
        found.append(100 * (y0 - low).mean(0) / (high - low).mean(0))
    print("planned", World().percent, "mean of 400 seeds", np.mean(found, 0).round(2), "sd", np.std(found, 0).round(2))
