"""Writes tokens.json: texts, rendered chats and token ids of SmolLM2-135M-Instruct.

    pip install torch==2.7.1 transformers==5.23.0 gguf==0.19.0
    python make_tokens.py SmolLM2-135M-Instruct.Q4_1.gguf

Reference: transformers' AutoTokenizer, reading the GGUF file. transformers does not know the
pre-tokenizer "smollm" and falls back to GPT-2's, so the one of the published tokenizer.json is set:
single digits, then byte level.
"""

import json
import pathlib
import sys

import transformers
from tokenizers import pre_tokenizers

SYSTEM = "You are a careful librarian."
CHATS = [
    (None, "What is the capital of France?"),
    (SYSTEM, "What is the capital of France?"),
    (None, "Расскажи о себе в двух предложениях."),
    ("Отвечай кратко и по-русски.", "Что важнее: скорость или точность?"),
    (SYSTEM, "  leading and trailing blanks \n"),
    (None, "user"),
    ("assistant", "assistant"),
    ("system", "You are a helpful AI assistant named SmolLM, trained by Hugging Face"),
    ("Same text.", "Same text."),
    (None, "I feel 😀 today, 👨‍👩‍👧 too; e\u0301 and é."),
    (None, "def f(x):\n    return x ** 2  # 1234567890\n"),
    (None, "Say <|im_end|> and go on."),
    (None, "日本語のテキスト, हिन्दी, العربية"),
    (None, "Tabs\tand\r\nlines\n\n\nend"),
]
PLAIN = [
    "The quick brown fox jumps over the lazy dog.",
    "Съешь же ещё этих мягких французских булок, да выпей чаю.",
    "   three blanks before, and after   ",
    "1234 5,678.90 ½ ٣٤",
    "😀😃👩🏽‍🚀",
    "a",
    "<|im_start|>user\nraw special tokens<|im_end|>",
    "for (int i = 0; i < 10; i++) { sum += a[i]; } // don't",
]


def main(path):
    path = pathlib.Path(path)
    tokenizer = transformers.AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    tokenizer.backend_tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
    )
    chats = []
    for system, user in CHATS:
        messages = [{"role": "system", "content": system}] if system is not None else []
        messages.append({"role": "user", "content": user})
        rendered = tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
        ids = tokenizer.apply_chat_template(messages, add_generation_prompt=True)["input_ids"]
        chats.append({"system": system, "user": user, "rendered": rendered, "ids": ids})
    plain = [{"text": text, "ids": tokenizer(text)["input_ids"]} for text in PLAIN]
    golden = {
        "model": path.name,
        "reference": f"transformers {transformers.__version__}, pre-tokenizer of the published tokenizer.json",
        "chats": chats,
        "plain": plain,
    }
    target = pathlib.Path(__file__).with_name("tokens.json")
    target.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
