"""Writes tiny-pieces-*.gguf, vocabularies of SentencePiece, and pieces.json, their token ids by transformers.

    pip install transformers==5.23.0 tokenizers==0.23.3 gguf==0.19.0 sentencepiece==0.2.3 torch==2.7.1
    python make_pieces.py

One model of 700 pieces with byte fallback is trained here; the three files hold it as files of llama, phi3 and gemma3
hold theirs, runs of blanks as blanks in the last.
"""

import io
import json
import pathlib

import gguf
import sentencepiece
import transformers
from transformers.integrations.gguf import convert_gguf_tokenizer, get_gguf_tokenizer

from make_tokenizers import CHATS, TEXTS

HERE = pathlib.Path(__file__).parent
CONTROL = ["<|im_start|>", "<|im_end|>"]
USER_DEFINED = ["<think>", "\n", "\n\n", "▁▁", "▁▁▁", "▁▁▁▁"]
MORE = [" one blank", "a  b   c    d     e", "line\nline\n\nline\n\n\nend", "<s>x</s> <0x41>", "\x00 \u0378", "▁ ▁▁", " "]


def train():
    model = io.BytesIO()
    corpus = TEXTS + [text for chat in CHATS for text in chat if text]
    corpus += pathlib.Path(__file__).with_name("make_tokenizers.py").read_text(encoding="utf-8").splitlines()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(corpus), model_writer=model, vocab_size=700, model_type="bpe", byte_fallback=True,
        normalization_rule_name="identity", remove_extra_whitespaces=False, add_dummy_prefix=True, num_threads=1,
        control_symbols=CONTROL, user_defined_symbols=USER_DEFINED, minloglevel=2)
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def kind(model, i):
    kinds = gguf.TokenType
    if model.IsUnknown(i):
        return kinds.UNKNOWN
    if model.IsControl(i):
        return kinds.CONTROL
    if model.IsByte(i):
        return kinds.BYTE
    return kinds.USER_DEFINED if model.IdToPiece(i) in USER_DEFINED else kinds.NORMAL


def write(model, architecture, path):
    pieces = [model.IdToPiece(i) for i in range(model.vocab_size())]
    if architecture == "gemma3":
        pieces = [" " * len(piece) if set(piece) == {"▁"} and len(piece) > 1 else piece for piece in pieces]
    writer = gguf.GGUFWriter(path, architecture)
    writer.add_block_count(1)
    writer.add_context_length(64)
    writer.add_embedding_length(4)
    writer.add_feed_forward_length(4)
    writer.add_head_count(1)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(len(pieces))
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(pieces)
    writer.add_token_scores([model.GetScore(i) for i in range(len(pieces))])
    writer.add_token_types([kind(model, i) for i in range(len(pieces))])
    writer.add_bos_token_id(model.bos_id())
    writer.add_eos_token_id(model.eos_id())
    writer.add_unk_token_id(model.unk_id())
    if architecture == "gemma3":
        writer.add_add_space_prefix(False)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main():
    model = train()
    golden = {"reference": f"transformers {transformers.__version__}"}
    for architecture in ("llama", "phi3", "gemma3"):
        path = HERE / f"tiny-pieces-{architecture}.gguf"
        write(model, architecture, path)
        named, tokens, _ = get_gguf_tokenizer(str(path))
        # The reader counts long arrays of numbers instead of reading them.
        fields = gguf.GGUFReader(path).fields
        for key in ("scores", "token_type"):
            tokens[key] = fields[f"tokenizer.ggml.{key}"].contents()
        tokenizer, _ = convert_gguf_tokenizer(named, tokens)
        golden[path.name] = [
            {"text": text, "ids": [model.bos_id()] + tokenizer.encode(text, add_special_tokens=False).ids}
            for text in TEXTS + MORE]
    text = json.dumps(golden, ensure_ascii=False, separators=(",", ":"))
    (HERE / "pieces.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
