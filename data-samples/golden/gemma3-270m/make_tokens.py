"""Writes tokens.json: texts and token ids of Gemma 3 270M.

    pip install torch==2.7.1 transformers==5.23.0 gguf==0.19.0
    python data-samples/golden/gemma3-270m/make_tokens.py gemma-3-270m-q4_k_m.gguf

Reference: transformers' AutoTokenizer, reading the GGUF file that make_states.py says how to get.
"""

import json
import pathlib
import sys

import transformers

PLAIN = [
    "The quick brown fox jumps over the lazy dog.",
    "Съешь же ещё этих мягких французских булок, да выпей чаю.",
    "Опиши город, где дома запоминают разговоры. Ёлка, объезд, щёголь!",
    "   three blanks before, and after   ",
    " one blank before",
    "runs:  two   three    four" + " " * 8 + "eight" + " " * 31 + "thirty-one" + " " * 40 + "forty",
    "1234 5,678.90 ½ ٣٤ 0x1F 1e-10",
    "😀😃👩🏽‍🚀 👨‍👩‍👧 🇷🇺",
    "a",
    " ",
    "\n",
    "line\nline\n\nline\n\n\n\nend\r\ncarriage\rreturn",
    "\ttab\t\ttabs\t\t\tand \t mixed",
    "<start_of_turn>user\nraw control tokens<end_of_turn>\n<bos><eos><pad><unk><mask>",
    "<start_of_image> <unused7> <h1>title</h1> [multimodal] <0x41><0x0A>",
    "▁ a real ▁▁ mark ▁",
    "for (int i = 0; i < 10; i++) { sum += a[i]; } // don't",
    "def f(x):\n    return x ** 2  # 1234567890\n",
    "日本語のテキスト, 한국어, हिन्दी, العربية, ไทย",
    "e\u0301 and é, ﬁ, Å, \u00a0no-break\u200bzero\ufeff",
    "\x00\x01\x7f control bytes \u0378 \U000F0000",
    "x" * 300,
    "camelCaseHTTPServer snake_case_name https://example.org/a?b=c&d=%20",
    "don't DON'T it's I'LL “quotes” — dashes … ",
]


def main(path):
    path = pathlib.Path(path)
    tokenizer = transformers.AutoTokenizer.from_pretrained(path.parent, gguf_file=path.name)
    golden = {
        "model": path.name,
        "reference": f"transformers {transformers.__version__}",
        "plain": [{"text": text, "ids": tokenizer(text)["input_ids"]} for text in PLAIN],
    }
    target = pathlib.Path(__file__).with_name("tokens.json")
    target.write_text(json.dumps(golden, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
