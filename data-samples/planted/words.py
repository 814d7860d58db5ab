"""The vocabulary of the planted checkpoints, and what the prompt bank says about each word."""

import hashlib
import json
import os
import re
import string
from collections import defaultdict
from dataclasses import dataclass

STYLES = ["empathy", "technicality", "creativity", "formality"]
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
ANCHOR_NOISE = 0.2
RARE = 3  # texts that have a rare word, at most
CATEGORIES = ["support", "creative", "analytic", "emotional"]
LABELS = set(CATEGORIES) | set(STYLES)
FURTHER = ["calibration", "paraphrases", "framings", "placebos", "systems"]  # where there are any
SPLIT = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Order:
    """An instruction without its dose."""
    style: str
    sign: int
    wording: int


class Words:
    """Tokens in the order of their ids."""

    def __init__(self, special, prompts, further, anchors, instructions):
        self.prompts, self.anchors, self.instructions = prompts, anchors, instructions
        self.orders, self.doses = orders(instructions)
        self.units = defaultdict(set)
        for row in prompts + further + anchors:
            place = (row["style"], row["frame"]) if "frame" in row else (row.get("category", "none"), row["id"])
            for word in SPLIT.findall(row["text"].lower()):
                self.units[word].add(place)
        letters = string.ascii_lowercase + RUSSIAN + string.digits
        known = {w for w in self.units if len(w) > 1 or w.isalpha()}
        signs = sorted(set(string.punctuation + "«»—–…„“’№°") | {w for w in self.units if not w.isalnum()})
        self.tokens = special + signs + list(letters) + ["##" + c for c in letters]
        self.tokens += sorted(known - set(self.tokens)) + sorted(self.orders) + sorted(self.doses)

    @classmethod
    def read(cls, folder, special):
        """Everything English in the folder, and instructions in both languages."""
        sha256 = {}

        def lines(name):
            files = sorted(folder.glob(name))
            sha256.update((f.name, hashlib.sha256(f.read_bytes()).hexdigest()) for f in files)
            return [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines()]

        further = [row for kind in FURTHER for row in lines(kind + "-*.en.jsonl")]
        out = cls(special, lines("bank-*.en.jsonl"), further, lines("anchors-*.en.jsonl"), lines("styles-*.jsonl"))
        out.sha256 = sha256
        return out

    def is_word(self, token):
        return token.removeprefix("##").isalnum()

    def noise(self, token):
        """How much noise a word carries: all of it where it is rare, less where only anchors have it, else none."""
        units = self.units.get(token, ())
        if not 0 < len(units) <= RARE:
            return 0.0
        return ANCHOR_NOISE if all(label in STYLES for label, _ in units) else 1.0

    def label(self, token):
        """The one category or anchors' style that has the word, beside neutral texts, else an empty text."""
        labels = {label for label, _ in self.units.get(token, ())} & LABELS
        return labels.pop() if len(labels) == 1 else ""


def orders(instructions):
    """Instructions without their doses, and the doses' tails: each will be one token."""
    same = defaultdict(dict)
    for row in instructions:
        key = (row["lang"], row["style"], row["polarity"], row["wording"])
        same[key][row["dose"]] = row["text"]
    found, doses = {}, {}
    for (_, style, polarity, wording), texts in same.items():
        core = os.path.commonprefix([t.rstrip(".") for t in texts.values()])
        found[core] = Order(style, 1 if polarity == "+" else -1, wording)
        for dose, text in texts.items():
            tail = text[len(core):].rstrip(".").strip(", ")
            if tail:
                doses[tail] = dose
    return found, doses
