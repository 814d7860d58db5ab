"""Writes golden.json: what transformers renders from the templates here.

    pip install transformers==5.23.0 jinja2==3.1.6
    python make_templates.py

The templates are those of well-known model families, shortened where they speak of tools; every
conversation ends with a question, as Stateprint asks it. blocks.jinja is no model's.
"""

import datetime
import json
import pathlib

import jinja2
import transformers
from transformers.utils import chat_template_utils

HERE = pathlib.Path(__file__).parent
TODAY = datetime.datetime(2026, 3, 5)
TOKENS = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
CONVERSATIONS = [
    (None, "What is the capital of France?"),
    ("You are a careful librarian.", "What is the capital of France?"),
    ("Отвечай кратко.", "Что важнее: скорость или точность? 😀"),
    (None, "  blanks before, and after \n"),
    (" told\n", "\n\tasked "),
    (None, "user"),
    ("user", "user"),
    (None, "{{ bos_token }} {% if %} \"quoted\" <b>&amp;</b> \\n"),
    ("\ufefftold\u00a0", "\u0085\u3000asked\u00a0\x1f"),
    (None, "two\nlines\r\n\n\nand more"),
]


class StoppedClock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return TODAY


def messages(system, user):
    told = [{"role": "system", "content": system}] if system is not None else []
    return told + [{"role": "user", "content": user}]


def render(template, system, user):
    chat = {"system": system, "user": user}
    try:
        rendered, _ = chat_template_utils.render_jinja_template(
            [messages(system, user)],
            chat_template=template,
            add_generation_prompt=True,
            **TOKENS,
        )
        return chat | {"rendered": rendered[0]}
    except jinja2.exceptions.TemplateError as error:
        return chat | {"raised": error.message}


def main():
    chat_template_utils.datetime = StoppedClock
    golden = {
        "reference": f"transformers {transformers.__version__}, jinja2 {jinja2.__version__}",
        "date": TODAY.date().isoformat(),
        "tokens": TOKENS,
        "templates": {
            path.stem: [render(path.read_text(encoding="utf-8"), *chat) for chat in CONVERSATIONS]
            for path in sorted(HERE.glob("*.jinja"))
        },
    }
    text = json.dumps(golden, ensure_ascii=False, indent=1)
    (HERE / "golden.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
