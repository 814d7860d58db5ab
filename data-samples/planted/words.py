"""The vocabulary of the planted checkpoints, and what the prompt bank says about each word."""

import json
import os
import re
import string
from collections import defaultdict
from dataclasses import dataclass

STYLES = ["empathy", "technicality", "creativity", "formality"]
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
ANCHOR_NOISE = 0.35
SPLIT = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Order:
    """An instruction without its dose."""
    style: str
    sign: int
    wording: int


class Words:
    """Tokens in the order of their ids."""

    def __init__(self, special, prompts, anchors, instructions):
        self.prompts, self.anchors, self.instructions = prompts, anchors, instructions
        self.orders, self.doses = orders(instructions)
        self.units = defaultdict(set)
        for row in prompts + anchors:
            place = (row["category"], row["id"]) if "category" in row else (row["style"], row["frame"])
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
        def lines(name):
            files = sorted(folder.glob(name))
            return [json.loads(line) for f in files for line in f.read_text(encoding="utf-8").splitlines()]

        return cls(special, lines("bank-*.en.jsonl"), lines("anchors-*.en.jsonl"), lines("styles-*.jsonl"))

    def is_word(self, token):
        return token.removeprefix("##").isalnum()

    def noise(self, token):
        """How much noise a word carries: all of it where it is rare, less where only anchors have it, else none."""
        units = self.units.get(token, ())
        if not 0 < len(units) <= 2:
            return 0.0
        return ANCHOR_NOISE if all(label in STYLES for label, _ in units) else 1.0

    def label(self, token):
        """The one category or anchors' style that has the word, else an empty text."""
        labels = {label for label, _ in self.units.get(token, ())}
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
