"""Writes checkpoints with a personality that is known beforehand, and what is known of it.

    pip install numpy==2.4.6 safetensors==0.8.0 tokenizers==0.23.3
    python data-samples/planted/make_planted.py [--seed 1] [--redraws 40] [--prompts FOLDER] [--out FOLDER] [NAME ...]

Each folder holds an ordinary llama checkpoint (weights in F16) and truth.json. Nothing in it is trained: every
matrix is written down here. In words:

  Every word says how far it leans to each style (E); so does the first token, for texts without words.
  An instruction is one token; its lean is +1 or -1 of the plain dose in its own style, and neutral in the others.
  From the decision layer on, a head looks at the instruction if there is one, else at the words, and writes the
  mean lean along the style's direction (S). So an instruction overrides what the words say, and
  percent of range = where the words' mean lean lies between -1 and +1.
  Words of one category lean its way; rare words lean at random, by the seed. Rare words carry topic noise (T) too,
  which other heads add at layers 0 and 3, partly along the styles' directions: it is the same under every instruction.
  Words seen under an instruction carry noise of both (X), which flips its sign with the instruction.
  One dimension is massive from block 2 on; it also keeps the norms' factors constant, and with them the arithmetic linear.

The basis is turned by a random rotation, which leaves the massive dimension alone.
The truth is what forward.py computes in float64 from the files as stored, over many redraws of the noise.
"""

import argparse
import json
import pathlib
import shutil
from dataclasses import dataclass, field, replace

import numpy as np
from safetensors.numpy import save_file
from tokenizers import AddedToken, Tokenizer, models, normalizers, pre_tokenizers, processors

import truth
from words import STYLES, Words

HERE = pathlib.Path(__file__).parent
D, L, H, W, I = 64, 12, 4, 8, 16
DECISION, MASSIVE, MASSIVE_FROM = 6, 37, 2
CONST, MASSIVE_VALUE = 16.0, 4000.0
FLAT = -2.2177  # where silu(z) z has no slope: the massive value does not depend on the token's norm
LEAN, RANGE = 0.25, 3.0  # size of a lean of 1 in the embedding, and along a style's direction
TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<|{{ message['role'] }}|>{{ message['content'] | trim }}<|end|>"
    "{% endfor %}{% if add_generation_prompt %}<|assistant|>{% endif %}"
)
SPECIAL = ["<|bos|>", "<|end|>", "<|system|>", "<|user|>", "<|assistant|>", "<|unk|>"]
# How far a category's words lean, in empathy, technicality, creativity, formality.
CATEGORY = {"support": (0.0, 3.2, -0.3, 0.4), "creative": (0.0, -0.4, 4.2, -0.2),
            "analytic": (-0.3, 3.6, -0.2, 0.1), "emotional": (4.0, -0.3, 0.1, -0.1)}
ANCHOR = 4.0
WORDING = {1: 1.0, 2: 0.9, 3: 1.1}


@dataclass(frozen=True)
class Plan:
    """What is planted. `percent`: of range, by style, over all categories, at the last token of the chat format."""
    percent: tuple = (58.0, 30.0, 45.0, 52.0)
    template: tuple = (0.0, 0.3, -0.4, 0.6)  # lean of the token after which the answer begins; it counts as 5 words
    smooth: float = 0.0  # width of the rise in layers; 0: all at once
    cosine: float = -0.3  # of the directions of empathy and formality
    chat: bool = True
    shuffled: bool = False  # neurons and heads in another order: the same function, other rounding
    seed: int = 1
    neutral: tuple = field(default=(0.0, 0.0, 0.0, 0.0))


PLANS = {
    "sharp": Plan(),
    "smooth": Plan(smooth=0.8),
    "drift": Plan(percent=(66.0, 30.0, 45.0, 52.0)),
    "null": Plan(shuffled=True),
    "base": Plan(percent=(41.0, 36.0, 60.0, 45.0), template=(0.0, 0.0, 0.0, 0.0), chat=False),
}
DIMS = {"one": 1, "E": 4, "core": 1, "order": 1, "word": 1, "bos": 1, "answer": 1, "strong": 1,
        "S": 4, "T": 16, "U": 16, "G": 4, "X": 6, "Y": 6, "massive": 1}


def places():
    """Dimensions by name, before the basis is turned; the massive one keeps its place."""
    free, out = [d for d in range(D) if d != MASSIVE], {}
    for name, count in DIMS.items():
        out[name] = [MASSIVE] if name == "massive" else [free.pop(0) for _ in range(count)]
    assert not free
    return out


AT = places()


def rotation():
    keep = [d for d in range(D) if d != MASSIVE]
    q, r = np.linalg.qr(np.random.default_rng(20).standard_normal((D - 1, D - 1)))
    turn = np.eye(D)
    turn[np.ix_(keep, keep)] = q * np.sign(np.diag(r))
    return turn


TURN = rotation()


def axes(cosine):
    """Unit vectors of the styles (4, D), before the turn."""
    out = np.zeros((4, D))
    out[range(4), AT["S"]] = 1
    out[3] = cosine * out[0] + np.sqrt(1 - cosine**2) * out[3]
    return out


def rise(plan):
    """Which share of a lean each layer writes."""
    if plan.smooth == 0:
        return np.eye(L)[DECISION]
    total = 1 / (1 + np.exp(-(np.arange(3, 10) - DECISION) / plan.smooth))
    total = (total - total[0] * 0.5) / (total[-1] - total[0] * 0.5)
    out = np.zeros(L)
    out[3:10] = np.diff(total, prepend=0)
    return out


def read(name, index=0, factor=1.0):
    """A row that reads one dimension of the states."""
    row = np.zeros(D)
    row[AT[name][index]] = factor
    return row


ONE = read("one", factor=1 / CONST)


def factor(layer):
    """Root mean square of the states that a norm divides by."""
    return np.sqrt((CONST**2 + (MASSIVE_VALUE**2 if layer > MASSIVE_FROM else 0)) / D)


class Layer:
    """The matrices of one block, filled head by head and neuron by neuron."""

    def __init__(self, number):
        self.number, self.neurons = number, 0
        self.q, self.k, self.v, self.o = (np.zeros(s) for s in ((H * W, D), (H * W, D), (H * W, D), (D, H * W)))
        self.gate, self.up, self.down = np.zeros((I, D)), np.zeros((I, D)), np.zeros((D, I))

    def head(self, head, scores, values, out):
        """scores: (query row, key row) for each slow pair of the rotary embedding; values (n, D); out (D, n)."""
        scale = factor(self.number)
        for pair, (query, key) in zip((3, 2), scores):
            self.q[head * W + pair] = query * scale * W**0.5
            self.k[head * W + pair] = key * scale
        rows = slice(head * W, head * W + len(values))
        self.v[rows] = values * scale
        self.o[:, rows] = out

    def neuron(self, gate, up, down):
        scale = factor(self.number)
        self.gate[self.neurons], self.up[self.neurons] = gate * scale, up * scale
        self.down[:, self.neurons] = down
        self.neurons += 1

    def product(self, one, other, out):
        """Adds (one . x)(other . x) out: silu(z) - silu(-z) = z."""
        self.neuron(one, other, out)
        self.neuron(-one, other, -out)

    def weights(self, shuffled):
        turned = {"self_attn.q_proj": self.q @ TURN.T, "self_attn.k_proj": self.k @ TURN.T,
                  "self_attn.v_proj": self.v @ TURN.T, "self_attn.o_proj": TURN @ self.o,
                  "mlp.gate_proj": self.gate @ TURN.T, "mlp.up_proj": self.up @ TURN.T, "mlp.down_proj": TURN @ self.down}
        if shuffled:
            heads = np.arange(H * W).reshape(H, W)[::-1].ravel()
            neurons = np.arange(I)[::-1]
            for name, weight in turned.items():
                order = neurons if "mlp" in name else heads
                turned[name] = weight[:, order] if name.endswith(("o_proj", "down_proj")) else weight[order]
        return {f"model.layers.{self.number}.{name}.weight": weight for name, weight in turned.items()}


def rows(name, first=0, count=None):
    return np.stack([read(name, i) for i in range(first, first + (count or DIMS[name]))])


def lean(plan):
    """Rows that read how far a token leans away from neutral, in leans of 1."""
    return rows("E") / LEAN - np.array(plan.neutral)[:, None] * ONE


def to(name, gains, leak, styles):
    """A matrix (D, n) that writes n values to dimensions of that name and, mixed, along the styles."""
    out = np.zeros((D, gains.shape[1]))
    out[AT[name]] = gains
    return out + styles.T @ leak


FIRST = 12.0
SEE_WORDS = [(ONE, -10 * ONE + 10 * read("word") + 5 * read("bos"))]
SEE_STYLE = [(ONE, -10 * ONE + 16 * read("order") + 10 * read("word") + (10 + np.log(5)) * read("answer")
              + 5 * read("bos"))]


def seen_by(flag, target):
    """Tokens with the flag look at the target, all others at the first token."""
    return [(read(flag), 2 * FIRST * read(target)), (ONE, FIRST * read("bos"))]


def layers(plan):
    draw = np.random.default_rng(21)
    styles = axes(plan.cosine)
    mix, mix_x = draw.standard_normal((4, 16)) / 4, draw.standard_normal((4, 6)) / 6**0.5
    out = [Layer(n) for n in range(L)]
    for layer, size in ((0, 0.05), (3, 1.0)):
        for head in (0, 1):
            part = slice(8 * head, 8 * head + 8)
            gains = np.zeros((16, 8))
            gains[part] = np.eye(8)
            out[layer].head(head, SEE_WORDS, rows("T", 8 * head, 8),
                            size * to("U", 18 * gains, 34 * mix[:, part], styles))
    out[0].head(2, seen_by("strong", "core"), lean(plan), to("E", 2 * LEAN * np.eye(4), np.zeros((4, 4)), styles))
    out[0].head(3, seen_by("word", "order"), lean(plan), to("G", 0.5 * np.eye(4), np.zeros((4, 4)), styles))
    for n in range(6):
        out[0].product(unit(draw, "T"), 5 * unit(draw, "G"), read("X", n))
    for layer, size in ((1, 0.05), (3, 1.0)):
        out[layer].head(2, SEE_WORDS, rows("X"), size * to("Y", 15 * np.eye(6), 10 * mix_x, styles))
    gate = FLAT / (1 + np.exp(-FLAT))
    out[MASSIVE_FROM].neuron(FLAT * ONE, ONE, read("massive", factor=MASSIVE_VALUE / gate))
    for layer in (4, 5):
        for _ in range(3):
            out[layer].product(unit(draw, "U"), 0.03 * unit(draw, "U"), spread(draw))
    for layer in range(DECISION + 1, L):
        for _ in range(3):
            out[layer].product(unit(draw, "U"), 0.12 * unit(draw, "S"), spread(draw))
    for layer, share in enumerate(rise(plan)):
        if share:
            out[layer].head(3, SEE_STYLE, rows("E") / LEAN, share * RANGE * styles.T)
    return out


def unit(draw, name):
    row = draw.standard_normal(DIMS[name])
    return row / np.linalg.norm(row) @ rows(name)


def spread(draw):
    return unit(draw, "U") + unit(draw, "Y")


def embeddings(plan, words, noise, meaning):
    """One row a token (V, D); `noise` 0 leaves out what the seed draws, `meaning` 0 what categories share."""
    draw = np.random.default_rng(plan.seed)
    table = np.zeros((len(words.tokens), D))
    table[:, AT["one"]] = CONST
    for number, token in enumerate(words.tokens):
        leaning = np.array(plan.neutral)
        lean_noise, topic = 2.5 * draw.standard_normal(4), 0.35 * draw.standard_normal(16)
        row = table[number]
        if token in words.orders:
            order = words.orders[token]
            row[AT["core"]] = row[AT["order"]] = 1
            if order.style in STYLES:
                leaning[STYLES.index(order.style)] = order.sign * WORDING.get(order.wording, 1.0)
        elif token in words.doses:
            row[AT["order"]] = 1
            row[AT["strong"]] = words.doses[token] == "strong"
        elif words.is_word(token):
            row[AT["word"]] = 1
            leaning = leaning + meaning * leaning_of(words.label(token))
            leaning = leaning + noise * words.noise(token) * lean_noise
            row[AT["T"]] = noise * words.noise(token) * topic
        elif token == "<|bos|>":
            row[AT["bos"]] = 1
        elif token == "<|assistant|>":
            row[AT["answer"]] = 1
            leaning = leaning + np.array(plan.template)
        row[AT["E"]] = LEAN * leaning
    return table @ TURN.T


def leaning_of(label):
    if label in CATEGORY:
        return np.array(CATEGORY[label])
    return np.array([ANCHOR if s == label else -ANCHOR / 3 for s in STYLES]) if label in STYLES else np.zeros(4)


def weights(plan, words, noise=1.0, meaning=1.0):
    out = {"model.embed_tokens.weight": embeddings(plan, words, noise, meaning), "model.norm.weight": np.ones(D)}
    for layer in layers(plan):
        out.update(layer.weights(plan.shuffled))
        for norm in ("input_layernorm", "post_attention_layernorm"):
            out[f"model.layers.{layer.number}.{norm}.weight"] = np.ones(D)
    return {name: np.ascontiguousarray(weight, np.float16) for name, weight in out.items()}


def tokenizer(words):
    """One token a word; letters for words that it does not know; one token an instruction."""
    numbers = {token: n for n, token in enumerate(words.tokens)}
    added = [t for t in words.tokens if t in words.orders or t in words.doses]
    out = Tokenizer(models.WordPiece({t: n for t, n in numbers.items() if t not in added}, unk_token="<|unk|>"))
    out.normalizer = normalizers.Lowercase()
    out.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    out.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in SPECIAL])
    out.add_tokens([AddedToken(t, normalized=False) for t in added])
    assert all(out.token_to_id(t) == n for t, n in numbers.items())
    out.post_processor = processors.TemplateProcessing(single="<|bos|> $A", special_tokens=[("<|bos|>", 0)])
    return out


def config(words):
    return {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "hidden_size": D, "intermediate_size": I,
            "num_hidden_layers": L, "num_attention_heads": H, "num_key_value_heads": H, "head_dim": W,
            "max_position_embeddings": 1024, "rms_norm_eps": 1e-6, "rope_theta": 1e10, "hidden_act": "silu",
            "attention_bias": False, "mlp_bias": False, "tie_word_embeddings": True, "torch_dtype": "float16",
            "vocab_size": len(words.tokens), "bos_token_id": 0, "eos_token_id": 1}


def settled(plan, words, texts):
    """The plan with the neutral leans that give its percentages in the mean; they are linear in the leans."""
    def percent(neutral):
        tried = replace(plan, neutral=tuple(neutral))
        return truth.percent(weights(tried, words, noise=0), texts, directions(tried))

    at = np.zeros(4)
    for _ in range(3):
        at = at + (np.array(plan.percent) - percent(at)) / 50.0
    return replace(plan, neutral=tuple(at))


def directions(plan):
    return axes(plan.cosine) @ TURN.T


def write(name, plan, words, redraws, out):
    folder = out / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    tokens = tokenizer(words)
    texts = truth.Texts.of(words, tokens, plan.chat)
    plan = settled(plan, words, texts)
    save_file(weights(plan, words), folder / "model.safetensors", metadata={"format": "pt"})
    tokens.save(str(folder / "tokenizer.json"), pretty=False)
    dump(folder / "config.json", config(words))
    dump(folder / "tokenizer_config.json",
         {"tokenizer_class": "PreTrainedTokenizerFast", "bos_token": "<|bos|>", "eos_token": "<|end|>",
          "unk_token": "<|unk|>"})
    (folder / "chat_template.jinja").write_text(TEMPLATE)
    known = truth.measure(
        folder, texts, directions(plan), weights(plan, words, 0, 0), weights(plan, words, 0),
        (weights(replace(plan, seed=10_000 + r), words) for r in range(redraws)))
    planted = {
        "command": f"python data-samples/planted/make_planted.py --seed {plan.seed} --redraws {redraws} {name}",
        "styles": STYLES, "layers": L, "width": D, "seed": plan.seed, "format": "chat" if plan.chat else "plain",
        "percent_planned": plan.percent, "neutral_leans": plan.neutral, "category_leans": CATEGORY, "decision_layer": DECISION,
        "written_by_layer": rise(plan).tolist(), "cosine_empathy_formality": plan.cosine,
        "massive": {"dimension": MASSIVE, "from_layer": MASSIVE_FROM, "value": MASSIVE_VALUE},
        "prompts_sha256": words.sha256, "directions": np.round(directions(plan), 9).tolist()}
    dump(folder / "truth.json", planted | known)
    print(name, {p.name: p.stat().st_size for p in sorted(folder.iterdir())})


def dump(path, value):
    def rounded(v):
        if isinstance(v, dict):
            return {k: rounded(x) for k, x in v.items()}
        if isinstance(v, (list, tuple)):
            return [rounded(x) for x in v]
        return round(v, 9) if isinstance(v, float) else v

    path.write_text(json.dumps(rounded(value), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(PLANS))
    parser.add_argument("--seed", type=int, default=1, help="of the words' noise")
    parser.add_argument("--redraws", type=int, default=40, help="of the noise, for the truth")
    parser.add_argument("--prompts", type=pathlib.Path, default=HERE.parent / "prompts", help="the bank's folder")
    parser.add_argument("--out", type=pathlib.Path, default=HERE)
    given = parser.parse_args()
    bank = Words.read(given.prompts, SPECIAL)
    for chosen in given.names or PLANS:
        write(chosen, replace(PLANS[chosen], seed=given.seed), bank, given.redraws, given.out)
