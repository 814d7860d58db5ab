"""Writes the tiny checkpoints beside this file, and golden states of each from transformers in float32.

    pip install torch==2.7.1 transformers==5.23.0 tokenizers safetensors gguf==0.19.0 numpy
    python data-samples/models/make_tiny.py [NAME ...]

Each folder holds a checkpoint with random weights, and
  golden.json         for each text: ids, rendered text, system, user, user_positions
  golden.safetensors  all/<id> (L, T, D), last/<id> (L, D), user/<id> (L, D), all float32:
                      the output of every block before the final norm; `all` for two texts only.
`user` is the float64 mean over the user's tokens, without position 0 and without tokens whose norm
exceeds 10 times the median norm of the text's tokens in that layer.
"""

import json
import pathlib
import shutil
import sys

import numpy as np
import torch
from gguf import GGMLQuantizationType, GGUFWriter
from gguf.quants import dequantize, quantize
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import AutoConfig, AutoModelForCausalLM, PreTrainedTokenizerFast

HERE = pathlib.Path(__file__).parent
SINK = 10.0
TEMPLATE = (
    "{{ bos_token }}{% for message in messages %}<|start|>{{ message['role'] }}\n"
    "{{ message['content'] | trim }}<|end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|start|>assistant\n{% endif %}"
)
CORPUS = [
    "The parcel was due on Tuesday; it is Friday and the status has not changed.",
    "Describe a city where the houses remember every conversation.",
    "Two reports give different sales figures for the same month. Where should the check begin?",
    "Yesterday I lost my job, and nobody at home knows yet.",
    "Посылка должна была прийти во вторник, сегодня пятница, статус не меняется.",
    "Опиши город, где дома запоминают разговоры.",
    "Вчера меня сократили, дома я пока никому не сказал.",
    "system user assistant",
]
TEXTS = {
    "one": (None, "No"),
    "short": (None, "Where should the check begin?"),
    "russian": (None, "Опиши город, где дома запоминают разговоры."),
    "system": ("Answer briefly.", "The status has not changed since Tuesday."),
    "long": (None, " ".join(CORPUS[:3])),
    "spaces": (None, "  two  blanks, and a\nnew line "),
    "emoji": ("Отвечай кратко.", "Sales are up \U0001F600, what now?"),
}


def tokenizer():
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bpe.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=480, special_tokens=["<|bos|>", "<|start|>", "<|end|>"], show_progress=False,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet())
    bpe.train_from_iterator(CORPUS, trainer)
    bpe.post_processor = processors.TemplateProcessing(
        single="<|bos|> $A", special_tokens=[("<|bos|>", bpe.token_to_id("<|bos|>"))])
    return PreTrainedTokenizerFast(
        tokenizer_object=bpe, bos_token="<|bos|>", eos_token="<|end|>", chat_template=TEMPLATE)


def prompt(tok, system, user):
    messages = [{"role": "system", "content": system}] if system else []
    messages.append({"role": "user", "content": user})
    rendered = tok.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)
    encoded = tok(rendered, add_special_tokens=False, return_offsets_mapping=True)
    first = rendered.rindex("<|start|>user\n") + len("<|start|>user\n")
    last = first + len(user.strip())
    special = set(tok.all_special_ids) | set(tok.get_added_vocab().values())
    positions = [
        i for i, (a, b) in enumerate(encoded["offset_mapping"])
        if a < last and b > first and b > a and encoded["input_ids"][i] not in special]
    return {"system": system, "user": user, "rendered": rendered,
            "ids": encoded["input_ids"], "user_positions": positions}


def randomise(model, seed):
    """Weights that matter: attention that is not uniform, norms that are not one, biases."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            noise = torch.randn(weight.shape, generator=generator)
            if "norm" in name:
                weight.copy_(1 + 0.2 * noise)
            elif name.endswith("bias"):
                weight.copy_(0.3 * noise)
            elif "embed" in name:
                weight.copy_(noise)
            else:
                gain = 2.0 if ("q_proj" in name or "k_proj" in name) else 1.0
                weight.copy_(gain * noise / weight.shape[1] ** 0.5)


        for name, buffer in model.named_buffers():
            if name.endswith("e_score_correction_bias"):
                buffer.copy_(0.2 * torch.randn(buffer.shape, generator=generator))


def golden(model, tok, folder):
    model = model.float().eval()
    model.config._attn_implementation = "eager"
    texts = {key: prompt(tok, *pair) for key, pair in TEXTS.items()}
    tensors = {}
    for key, text in texts.items():
        outputs = []
        hooks = [
            layer.register_forward_hook(
                lambda _m, _i, out: outputs.append(out[0] if isinstance(out, tuple) else out))
            for layer in model.model.layers]
        with torch.no_grad():
            model(torch.tensor([text["ids"]]), use_cache=False)
        for hook in hooks:
            hook.remove()
        states = torch.stack([out.reshape(-1, out.shape[-1]) for out in outputs])
        if key in ("short", "long"):
            tensors["all/" + key] = states.contiguous()
        tensors["last/" + key] = states[:, -1].contiguous()
        tensors["user/" + key] = pooled(states, text["user_positions"])
    save_file(tensors, folder / "golden.safetensors")
    (folder / "golden.json").write_text(json.dumps(texts, ensure_ascii=False, indent=1) + "\n")


def pooled(states, positions):
    rows = []
    for layer in states.double().numpy():
        norms = np.linalg.norm(layer, axis=1)
        keep = [t for t in positions if t > 0 and norms[t] <= SINK * np.median(norms)]
        rows.append(layer[keep].mean(axis=0))
    return torch.tensor(np.stack(rows)).float()


def old_spelling(config):
    """RoPE as published checkpoints spell it."""
    rope = dict(config.pop("rope_parameters", None) or {})
    if "full_attention" in rope:
        config["rope_local_base_freq"] = rope["sliding_attention"]["rope_theta"]
        config["sliding_window_pattern"] = config.pop("layer_types").index("full_attention") + 1
        rope = dict(rope["full_attention"])
    theta = rope.pop("rope_theta", 10000.0)
    config["rope_theta"] = theta
    if rope.get("rope_type", "default") != "default":
        config["rope_scaling"] = rope
    return config


def write(name, config, seed, dtype=torch.float32, parts=1, published=False):
    folder = fresh(name)
    tok = tokenizer()
    config["vocab_size"] = len(tok)
    model = AutoModelForCausalLM.from_config(AutoConfig.for_model(**config), dtype=torch.float32)
    randomise(model, seed)
    model = model.to(dtype)
    size = sum(p.numel() * p.element_size() for p in model.parameters())
    model.save_pretrained(folder, max_shard_size=f"{size // parts // 1000 + 2}KB" if parts > 1 else "5GB")
    (folder / "generation_config.json").unlink(missing_ok=True)
    tok.save_pretrained(folder)
    if published:
        path = folder / "config.json"
        path.write_text(json.dumps(old_spelling(json.loads(path.read_text())), indent=2) + "\n")
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32)
    golden(model, tok, folder)


def fp8(name, config, seed, block):
    """As DeepSeek V3 is published: 8-bit floats with a factor a block, and a layer more for predicting."""
    write(name, config, seed)
    folder = HERE / name
    plain = load_file(folder / "model.safetensors")
    stored, widened = {}, {}
    for key, weight in plain.items():
        stored[key] = widened[key] = weight
        if key.endswith("_proj.weight") or key.endswith("_with_mqa.weight"):
            stored[key], stored[key + "_scale_inv"], widened[key] = in_blocks(weight, *block)
    generator = torch.Generator().manual_seed(seed)
    for extra in ("eh_proj.weight", "enorm.weight", "shared_head.norm.weight", "mlp.experts.0.up_proj.weight"):
        stored[f"model.layers.{config['num_hidden_layers']}.{extra}"] = torch.randn(8, generator=generator)
    path = folder / "config.json"
    json_config = json.loads(path.read_text())
    save_file(widened, folder / "model.safetensors", metadata={"format": "pt"})
    golden(AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32), tokenizer(), folder)
    save_file(stored, folder / "model.safetensors", metadata={"format": "pt"})
    json_config["num_nextn_predict_layers"] = 1
    json_config["quantization_config"] = {"activation_scheme": "dynamic", "fmt": "e4m3", "quant_method": "fp8",
                                          "weight_block_size": list(block)}
    path.write_text(json.dumps(json_config, indent=2) + "\n")


def in_blocks(weight, rows, columns):
    """Values of 8 bits, a factor for each block, and what they stand for; edges may cut blocks."""
    m, n = weight.shape
    high, wide = -(-m // rows), -(-n // columns)
    padded = torch.zeros(high * rows, wide * columns)
    padded[:m, :n] = weight
    blocks = padded.reshape(high, rows, wide, columns)
    scale = blocks.abs().amax(dim=(1, 3)).clamp(min=1e-6) / 448
    values = (blocks / scale[:, None, :, None]).to(torch.float8_e4m3fn)
    back = values.float() * scale[:, None, :, None]
    cut = lambda x: x.reshape(high * rows, wide * columns)[:m, :n].contiguous()
    return cut(values), scale.contiguous(), cut(back)


def fresh(name):
    folder = HERE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def permuted(weight, heads):
    """Rows of q and k in the order that GGUF files of the llama family keep."""
    rows, columns = weight.shape
    return weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


GGUF_NAMES = {
    "input_layernorm.weight": "attn_norm.weight", "self_attn.q_proj.weight": "attn_q.weight",
    "self_attn.k_proj.weight": "attn_k.weight", "self_attn.v_proj.weight": "attn_v.weight",
    "self_attn.o_proj.weight": "attn_output.weight", "post_attention_layernorm.weight": "ffn_norm.weight",
    "mlp.gate_proj.weight": "ffn_gate.weight", "mlp.up_proj.weight": "ffn_up.weight",
    "mlp.down_proj.weight": "ffn_down.weight"}


def gguf(name, config, seed, types):
    """A GGUF file, and golden states of a model with exactly its dequantised weights."""
    folder = fresh(name)
    tok = tokenizer()
    config["vocab_size"] = len(tok)
    model = AutoModelForCausalLM.from_config(AutoConfig.for_model(**config), dtype=torch.float32)
    randomise(model, seed)
    writer = GGUFWriter(folder / f"{name}.gguf", "llama")
    metadata(writer, model.config, tok)
    state = model.state_dict()
    heads = {"q_proj": config["num_attention_heads"], "k_proj": config["num_key_value_heads"]}
    for key, weight in list(state.items()):
        if key == "lm_head.weight" and config["tie_word_embeddings"]:
            continue
        short = key.removeprefix("model.")
        if short.startswith("layers."):
            _, layer, rest = short.split(".", 2)
            target = f"blk.{layer}.{GGUF_NAMES[rest]}"
        else:
            target = {"embed_tokens.weight": "token_embd.weight", "norm.weight": "output_norm.weight",
                      "lm_head.weight": "output.weight"}[short if "lm_head" not in key else key]
        array = weight.numpy().astype(np.float32)
        of = next((h for part, h in heads.items() if part in key), 0)
        stored = permuted(array, of) if of else array
        kind = types(target) if array.ndim == 2 else GGMLQuantizationType.F32
        if kind == GGMLQuantizationType.Q6_K:
            packed = q6_k(stored)
        else:
            packed = quantize(stored, kind)
        back = dequantize(packed, kind).reshape(stored.shape)
        if of:
            rows, columns = back.shape
            back = back.reshape(of, rows // of // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)
        with torch.no_grad():
            weight.copy_(torch.from_numpy(np.ascontiguousarray(back)))
        writer.add_tensor(target, packed, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    golden(model, tok, folder)


def q6_k(rows):
    """Blocks of 256: 6-bit values, a signed 8-bit scale a run of 16, a float16 scale of scales."""
    blocks = rows.reshape(-1, 16, 16)
    scale = np.abs(blocks).max(axis=2) / 31
    d = (scale.max(axis=1) / 127).astype(np.float16)
    steps = np.maximum(1, np.round(scale / d.astype(np.float32)[:, None])).astype(np.int8)
    step = d.astype(np.float32)[:, None, None] * steps[:, :, None]
    q = (np.clip(np.round(blocks / step), -32, 31) + 32).astype(np.uint8).reshape(-1, 2, 4, 32)
    low = np.concatenate([q[:, :, 0] & 15 | (q[:, :, 2] & 15) << 4, q[:, :, 1] & 15 | (q[:, :, 3] & 15) << 4], 2)
    high = q[:, :, 0] >> 4 | (q[:, :, 1] >> 4) << 2 | (q[:, :, 2] >> 4) << 4 | (q[:, :, 3] >> 4) << 6
    out = np.concatenate([low.reshape(-1, 128), high.reshape(-1, 64), steps.view(np.uint8),
                          d.view(np.uint8).reshape(-1, 2)], axis=1).astype(np.uint8)
    return out.reshape(rows.shape[0], -1)


def metadata(writer, config, tok):
    writer.add_name("tiny")
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_rope_dimension_count(config.hidden_size // config.num_attention_heads)
    writer.add_vocab_size(len(tok))
    vocabulary = sorted(tok.get_vocab().items(), key=lambda item: item[1])
    special = set(tok.all_special_ids) | set(tok.get_added_vocab().values())
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([token for token, _ in vocabulary])
    writer.add_token_types([3 if number in special else 1 for _, number in vocabulary])
    merges = json.loads(tok.backend_tokenizer.to_str())["model"]["merges"]
    writer.add_token_merges([" ".join(pair) if isinstance(pair, list) else pair for pair in merges])
    writer.add_bos_token_id(tok.bos_token_id)
    writer.add_eos_token_id(tok.eos_token_id)
    writer.add_add_bos_token(True)
    writer.add_chat_template(TEMPLATE)


def base(kind, **more):
    config = {
        "model_type": kind, "hidden_size": 48, "intermediate_size": 80, "num_hidden_layers": 4,
        "num_attention_heads": 4, "num_key_value_heads": 2, "max_position_embeddings": 512,
        "rms_norm_eps": 1e-5, "tie_word_embeddings": True,
        "rope_parameters": {"rope_type": "default", "rope_theta": 10000.0}}
    config.update(more)
    return config


def mixed(target):
    order = ["Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "F16", "F32", "BF16"]
    kinds = [GGMLQuantizationType[name] for name in order]
    return kinds[sum(map(ord, target)) % len(kinds)] if target != "token_embd.weight" else kinds[0]


def deepseek(**more):
    return base("deepseek_v3", num_key_value_heads=4, first_k_dense_replace=1, n_routed_experts=8, n_shared_experts=2,
                num_experts_per_tok=3, moe_intermediate_size=20, n_group=4, topk_group=2, kv_lora_rank=18,
                qk_nope_head_dim=10, qk_rope_head_dim=8, v_head_dim=14, tie_word_embeddings=False, **more)


YARN = {"rope_type": "yarn", "rope_theta": 10000.0, "factor": 8.0, "beta_fast": 8.0, "beta_slow": 1.0,
        "mscale": 1.0, "mscale_all_dim": 0.7, "original_max_position_embeddings": 16}


def gemma3():
    return base("gemma3_text", head_dim=16, query_pre_attn_scalar=24, sliding_window=6, sliding_window_pattern=3,
                rope_parameters={"full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 50000.0},
                                 "sliding_attention": {"rope_type": "default", "rope_theta": 100.0}})


LLAMA3 = {"rope_type": "llama3", "rope_theta": 500000.0, "factor": 8.0, "low_freq_factor": 1.0,
          "high_freq_factor": 4.0, "original_max_position_embeddings": 16}
WINDOW = {"rope_type": "default", "rope_theta": 1000000.0}
CHECKPOINTS = {
    "tiny-llama": lambda n: write(n, base("llama", rope_parameters=dict(LLAMA3)), 1),
    "tiny-llama-wide": lambda n: write(
        n, base("llama", head_dim=20, num_key_value_heads=1, attention_bias=True, mlp_bias=True,
                tie_word_embeddings=False, rope_parameters=dict(LLAMA3)), 2, parts=2, published=True),
    "tiny-llama-linear": lambda n: write(
        n, base("llama", rope_parameters={"rope_type": "linear", "rope_theta": 10000.0, "factor": 4.0}), 3),
    "tiny-llama-bf16": lambda n: write(n, base("llama"), 4, dtype=torch.bfloat16),
    "tiny-llama-f16": lambda n: write(n, base("llama"), 5, dtype=torch.float16, published=True),
    "tiny-qwen2": lambda n: write(n, base("qwen2", rope_parameters=dict(WINDOW)), 6, published=True),
    "tiny-qwen2-window": lambda n: write(
        n, base("qwen2", use_sliding_window=True, sliding_window=7, max_window_layers=2), 7),
    "tiny-mistral": lambda n: write(n, base("mistral", sliding_window=9), 8),
    "tiny-mistral-nemo": lambda n: write(
        n, base("mistral", head_dim=16, sliding_window=None, tie_word_embeddings=False,
                rope_parameters=dict(WINDOW)), 9, published=True),
    "tiny-qwen3": lambda n: write(n, base("qwen3", head_dim=16, rope_parameters=dict(WINDOW)), 12, published=True),
    "tiny-qwen3-window": lambda n: write(
        n, base("qwen3", head_dim=12, use_sliding_window=True, sliding_window=6, max_window_layers=1,
                attention_bias=True), 13),
    "tiny-gemma2": lambda n: write(
        n, base("gemma2", head_dim=16, query_pre_attn_scalar=24, sliding_window=7, attn_logit_softcapping=3.0,
                hidden_activation="gelu_pytorch_tanh"), 14),
    "tiny-gemma2-uncapped": lambda n: write(
        n, base("gemma2", head_dim=16, query_pre_attn_scalar=16, sliding_window=7, attn_logit_softcapping=None), 15),
    "tiny-gemma3": lambda n: write(n, gemma3(), 16),
    "tiny-gemma3-published": lambda n: write(n, gemma3(), 16, published=True),
    "tiny-phi3": lambda n: write(
        n, base("phi3", rope_parameters=dict(WINDOW), sliding_window=9, pad_token_id=0), 17, published=True),
    "tiny-phi3-long": lambda n: write(
        n, base("phi3", pad_token_id=0, original_max_position_embeddings=24, rope_parameters={
            "rope_type": "longrope", "rope_theta": 10000.0, "partial_rotary_factor": 0.5,
            "short_factor": [1.0, 1.1, 1.6], "long_factor": [1.2, 2.0, 8.0],
            "original_max_position_embeddings": 24}), 18),
    "tiny-olmo2": lambda n: write(n, base("olmo2"), 19),
    "tiny-granite": lambda n: write(
        n, base("granite", embedding_multiplier=3.0, attention_multiplier=0.2, residual_multiplier=0.4), 20),
    "tiny-glm4": lambda n: write(n, base("glm4", head_dim=16, attention_bias=True, pad_token_id=0), 21),
    "tiny-mixtral": lambda n: write(n, base("mixtral", num_local_experts=5, num_experts_per_tok=2, intermediate_size=32), 22),
    "tiny-qwen3-moe": lambda n: write(
        n, base("qwen3_moe", head_dim=12, num_experts=6, num_experts_per_tok=3, moe_intermediate_size=24,
                mlp_only_layers=[1], decoder_sparse_step=1, norm_topk_prob=True), 23),
    "tiny-qwen3-moe-plain": lambda n: write(
        n, base("qwen3_moe", head_dim=12, num_experts=4, num_experts_per_tok=2, moe_intermediate_size=24,
                mlp_only_layers=[], decoder_sparse_step=2, norm_topk_prob=False), 24),
    "tiny-deepseek-v3": lambda n: write(n, deepseek(q_lora_rank=None, rope_parameters={"rope_type": "default",
                                                                                       "rope_theta": 500.0}), 25),
    "tiny-deepseek-v3-fp8": lambda n: fp8(n, deepseek(q_lora_rank=20, rope_parameters=dict(YARN)), 26, (32, 16)),
    "tiny-llama-gguf": lambda n: gguf(n, base("llama", hidden_size=64, intermediate_size=96), 10, mixed),
    "tiny-llama-gguf-k": lambda n: gguf(
        n, base("llama", hidden_size=256, intermediate_size=256, num_hidden_layers=2), 11,
        lambda target: GGMLQuantizationType.Q6_K),
}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or CHECKPOINTS:
        CHECKPOINTS[chosen](chosen)
        files = {p.name: p.stat().st_size for p in sorted((HERE / chosen).iterdir())}
        print(chosen, files)
