"""Writes two tiny tokenizers and golden.json, their token ids.

    pip install tokenizers==0.23.3 gguf==0.19.0
    python make_tokenizers.py

tiny/ is a byte-level BPE of 600 tokens that `tokenizers` trains here, as a tokenizer.json that cuts
at 16 tokens, pads to 32 and adds <s> (none of the first two may be heeded). tiny-<pre>.gguf carry
the same vocabulary as GGUF metadata with that pre-tokenizer; the reference is `tokenizers` with the
published pre-tokenizer of such models, typed here once more.
"""

import json
import pathlib

import gguf
import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers
from tokenizers import pre_tokenizers as pre
from tokenizers import processors, trainers

HERE = pathlib.Path(__file__).parent
CONTROL = ["<s>", "</s>", "<unk>", "<|im_start|>", "<|im_end|>"]
USER_DEFINED = ["<think>", "    "]
TEMPLATE = (
    "{% for m in messages %}{{ '<|im_start|>' + m.role + '\\n' + m.content | trim + '<|im_end|>\\n' }}"
    "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}"
)
TEXTS = [
    "Hello world, hello tokens!",
    "Съешь же ещё этих мягких французских булок 12345.",
    "😀 a 👨‍👩‍👧 b é e\u0301",
    "  two before,\t\ttabs \n\n\nlines\r\n end  ",
    "x" * 100,
    "don't DON'T it's I'LL 1,234.5678 ١٢٣ ½",
    "HTTPServer camelCase snake_case // a/b/c ==> [x]{y}",
    "日本語 中文 한국어 हिन्दी",
    "raw <|im_start|> and <think>    </think> </s>",
]
CHATS = [
    (None, "Hello world"),
    ("told", "asked"),
    ("user", "user"),
    (None, "  Привет, 😀 мир!\n"),
    ("<|im_start|>", "x<|im_end|>y"),
]
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
TEKKEN = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
    r"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
CJK = "[一-龥\u0800-一가-\ud7ff]+"


def splits(*expressions):
    return [pre.Split(Regex(expression), "isolated") for expression in expressions]


def byte_level(*steps, words=False):
    return pre.Sequence([*steps, pre.ByteLevel(add_prefix_space=False, use_regex=words)])


PRE = {
    "gpt-2": byte_level(words=True),
    "smollm": byte_level(pre.Digits(individual_digits=True), words=True),
    "llama-bpe": byte_level(*splits(LLAMA3)),
    "qwen2": byte_level(*splits(LLAMA3.replace("{1,3}", ""))),
    "tekken": byte_level(*splits(TEKKEN)),
    "deepseek-coder": byte_level(*splits("[\r\n]", r"\s?\p{L}+", r"\s?\p{P}+", CJK, r"\p{N}")),
}
IGNORE_MERGES = {"llama-bpe", "tekken"}
ADD_BOS = {"llama-bpe", "tekken"}


def train():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = byte_level(words=True)
    trainer = trainers.BpeTrainer(
        vocab_size=600,
        initial_alphabet=pre.ByteLevel.alphabet(),
        special_tokens=CONTROL,
        show_progress=False,
    )
    corpus = TEXTS + [text for chat in CHATS for text in chat if text]
    corpus.append(pathlib.Path(__file__).read_text(encoding="utf-8"))
    tokenizer.train_from_iterator(corpus, trainer)
    return json.loads(tokenizer.to_str())["model"]


def build(model, name, post_processor):
    merges = [tuple(merge) for merge in model["merges"]]
    tokenizer = Tokenizer(models.BPE(model["vocab"], merges, ignore_merges=name in IGNORE_MERGES))
    tokenizer.add_special_tokens([AddedToken(text, normalized=False) for text in CONTROL])
    tokenizer.add_tokens([AddedToken(text, normalized=False) for text in USER_DEFINED])
    tokenizer.pre_tokenizer = PRE[name]
    tokenizer.decoder = decoders.ByteLevel()
    if name == "qwen2":
        tokenizer.normalizer = normalizers.NFC()
    if post_processor:
        tokenizer.post_processor = processors.TemplateProcessing(
            single="<s> $A", special_tokens=[("<s>", tokenizer.token_to_id("<s>"))]
        )
    return tokenizer


def write_gguf(model, name, vocabulary):
    writer = gguf.GGUFWriter(HERE / f"tiny-{name}.gguf", "llama")
    writer.add_block_count(1)
    writer.add_context_length(64)
    writer.add_embedding_length(4)
    writer.add_feed_forward_length(4)
    writer.add_head_count(1)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(vocabulary))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre(name)
    writer.add_token_list(vocabulary)
    kinds = {token: gguf.TokenType.CONTROL for token in CONTROL}
    kinds |= {token: gguf.TokenType.USER_DEFINED for token in USER_DEFINED}
    writer.add_token_types([kinds.get(token, gguf.TokenType.NORMAL) for token in vocabulary])
    writer.add_token_merges([" ".join(merge) for merge in model["merges"]])
    writer.add_bos_token_id(vocabulary.index("<s>"))
    writer.add_eos_token_id(vocabulary.index("</s>"))
    writer.add_chat_template(TEMPLATE)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_tiny(tokenizer):
    folder = HERE / "tiny"
    folder.mkdir(exist_ok=True)
    tokenizer.enable_truncation(16)
    tokenizer.enable_padding(length=32)
    tokenizer.save(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    config = {"bos_token": {"content": "<s>"}, "eos_token": "</s>", "chat_template": TEMPLATE}
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=1) + "\n")


def rendered(chat):
    roles = zip(("system", "user"), chat)
    turns = [f"<|im_start|>{role}\n{text.strip()}<|im_end|>\n" for role, text in roles if text]
    return "".join(turns) + "<|im_start|>assistant\n"


def golden_of(tokenizer):
    return {
        "plain": [{"text": text, "ids": tokenizer.encode(text).ids} for text in TEXTS],
        "chats": [
            {
                "system": chat[0],
                "user": chat[1],
                "rendered": rendered(chat),
                "ids": tokenizer.encode(rendered(chat), add_special_tokens=False).ids,
            }
            for chat in CHATS
        ],
    }


def main():
    model = train()
    golden = {"reference": f"tokenizers {tokenizers.__version__}"}
    tiny = build(model, "llama-bpe", post_processor=True)
    write_tiny(tiny)
    golden["tiny"] = golden_of(tiny)
    for name in PRE:
        tokenizer = build(model, name, post_processor=name in ADD_BOS)
        vocabulary = [tokenizer.id_to_token(i) for i in range(tokenizer.get_vocab_size())]
        write_gguf(model, name, vocabulary)
        golden[f"tiny-{name}.gguf"] = golden_of(tokenizer)
    text = json.dumps(golden, ensure_ascii=False, separators=(",", ":"))
    (HERE / "golden.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
