"""Writes tiny GGUF checkpoints of each architecture beside this file, twins of tiny safetensors checkpoints.

    pip install torch==2.7.1 transformers==5.23.0 tokenizers safetensors gguf==0.19.0 numpy
    python data-samples/models/make_tiny_gguf.py [NAME ...]

Names are by the gguf package's maps; rows, norms, stacked experts and keys are as llama.cpp's convert_hf_to_gguf.py
makes them. All values are F32, so the golden states are those of the twin: of a checkpoint that make_tiny.py wrote,
or of one with a shape that GGUF can say, written here and left out.
"""

import json
import math
import shutil
import sys

import numpy as np
from gguf import GGUFWriter, MODEL_ARCH, MODEL_ARCH_NAMES, RopeScalingType, ExpertGatingFuncType, get_tensor_name_map
from make_tiny import HERE, TEMPLATE, YARN, base, deepseek, fresh, permuted, tokenizer, write
from safetensors.numpy import load_file
from transformers import AutoConfig

EXPERTS = {"mixtral": ("block_sparse_moe.experts", ("w1", "w2", "w3"), "layers.%d.feed_forward.experts.%s.weight"),
           "qwen3_moe": ("mlp.experts", ("gate_proj", "up_proj", "down_proj"), "model.layers.%d.mlp.experts.%s.weight")}
EXPERTS["deepseek_v3"] = EXPERTS["qwen3_moe"]


def common(writer, config):
    writer.add_name("tiny")
    writer.add_block_count(config.num_hidden_layers)
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(config.num_attention_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    rope = config.rope_parameters
    rope = rope.get("full_attention", rope)
    writer.add_rope_freq_base(rope["rope_theta"])
    if rope["rope_type"] in ("linear", "yarn"):
        writer.add_rope_scaling_type(RopeScalingType(rope["rope_type"]))
        writer.add_rope_scaling_factor(rope["factor"])
    if rope["rope_type"] == "yarn":
        writer.add_rope_scaling_orig_ctx_len(rope["original_max_position_embeddings"])
        writer.add_rope_scaling_yarn_beta_fast(rope["beta_fast"])
        writer.add_rope_scaling_yarn_beta_slow(rope["beta_slow"])


def heads(writer, config, width):
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_key_length(width)
    writer.add_value_length(width)


def experts(writer, count, used):
    writer.add_expert_count(count)
    writer.add_expert_used_count(used)


def gemma2(writer, config, parts):
    heads(writer, config, config.head_dim)
    writer.add_attn_logit_softcapping(config.attn_logit_softcapping)
    writer.add_final_logit_softcapping(config.final_logit_softcapping)
    writer.add_sliding_window(config.sliding_window)


def gemma3(writer, config, parts):
    heads(writer, config, config.head_dim)
    writer.add_sliding_window(config.sliding_window)


def qwen3(writer, config, parts):
    heads(writer, config, config.head_dim)


def qwen3moe(writer, config, parts):
    heads(writer, config, config.head_dim)
    experts(writer, config.num_experts, config.num_experts_per_tok)
    writer.add_expert_feed_forward_length(config.moe_intermediate_size)


def mixtral(writer, config, parts):
    writer.add_head_count_kv(config.num_key_value_heads)
    writer.add_rope_dimension_count(config.hidden_size // config.num_attention_heads)
    experts(writer, config.num_local_experts, config.num_experts_per_tok)


def phi3(writer, config, parts):
    rope = config.rope_parameters
    writer.add_head_count_kv(config.num_key_value_heads)
    part = rope.get("partial_rotary_factor", 1.0)
    writer.add_rope_dimension_count(int(part * config.hidden_size) // config.num_attention_heads)
    writer.add_sliding_window(config.sliding_window or 0)
    original = rope.get("original_max_position_embeddings", config.max_position_embeddings)
    writer.add_rope_scaling_orig_ctx_len(original)
    if "long_factor" in rope:
        scale = config.max_position_embeddings / original
        writer.add_rope_scaling_attn_factors(math.sqrt(1 + math.log(scale) / math.log(original)))
        writer.add_tensor("rope_factors_long.weight", np.array(rope["long_factor"], dtype=np.float32))
        writer.add_tensor("rope_factors_short.weight", np.array(rope["short_factor"], dtype=np.float32))


def deepseek2(writer, config, parts):
    """Newer files have k and v apart, and one head of k and v that is as wide as the latent."""
    turning, whole = config.qk_rope_head_dim, config.qk_nope_head_dim + config.qk_rope_head_dim
    if parts:
        writer.add_head_count_kv(1)
        writer.add_key_length(config.kv_lora_rank + turning)
        writer.add_value_length(config.kv_lora_rank)
        writer.add_key_length_mla(whole)
        writer.add_value_length_mla(config.v_head_dim)
    else:
        writer.add_head_count_kv(config.num_attention_heads)
        writer.add_key_length(whole)
        writer.add_value_length(config.v_head_dim)
    if config.q_lora_rank:
        writer.add_q_lora_rank(config.q_lora_rank)
    writer.add_kv_lora_rank(config.kv_lora_rank)
    writer.add_rope_dimension_count(turning)
    experts(writer, config.n_routed_experts, config.num_experts_per_tok)
    writer.add_expert_shared_count(config.n_shared_experts)
    writer.add_expert_feed_forward_length(config.moe_intermediate_size)
    writer.add_expert_weights_scale(config.routed_scaling_factor)
    writer.add_expert_weights_norm(config.norm_topk_prob)
    writer.add_expert_gating_func(ExpertGatingFuncType.SIGMOID)
    writer.add_expert_group_count(config.n_group)
    writer.add_expert_group_used_count(config.topk_group)
    writer.add_leading_dense_block_count(config.first_k_dense_replace)
    if "mscale_all_dim" in config.rope_parameters:
        writer.add_rope_scaling_yarn_log_mul(0.1 * config.rope_parameters["mscale_all_dim"])


FAMILIES = {"gemma2": (MODEL_ARCH.GEMMA2, gemma2), "gemma3_text": (MODEL_ARCH.GEMMA3, gemma3),
            "qwen3": (MODEL_ARCH.QWEN3, qwen3), "qwen3_moe": (MODEL_ARCH.QWEN3MOE, qwen3moe),
            "mixtral": (MODEL_ARCH.LLAMA, mixtral), "phi3": (MODEL_ARCH.PHI3, phi3),
            "deepseek_v3": (MODEL_ARCH.DEEPSEEK2, deepseek2)}


def vocabulary(writer, tok):
    tokens = sorted(tok.get_vocab().items(), key=lambda item: item[1])
    special = set(tok.all_special_ids) | set(tok.get_added_vocab().values())
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list([token for token, _ in tokens])
    writer.add_token_types([3 if number in special else 1 for _, number in tokens])
    merges = json.loads(tok.backend_tokenizer.to_str())["model"]["merges"]
    writer.add_token_merges([" ".join(pair) if isinstance(pair, list) else pair for pair in merges])
    writer.add_bos_token_id(tok.bos_token_id)
    writer.add_eos_token_id(tok.eos_token_id)
    writer.add_add_bos_token(True)
    writer.add_chat_template(TEMPLATE)


def converted(tensors, config, parts):
    """Transformers' tensors by the names that the maps know, each as the converter makes it."""
    kind = config.model_type
    stacks = {}
    for name, weight in tensors.items():
        weight = weight.astype(np.float32)
        if kind.startswith("gemma") and name.endswith("norm.weight"):
            weight = weight + 1
        if kind == "mixtral" and name.endswith("q_proj.weight"):
            weight = permuted(weight, config.num_attention_heads)
        if kind == "mixtral" and name.endswith("k_proj.weight"):
            weight = permuted(weight, config.num_key_value_heads)
        if kind in EXPERTS and EXPERTS[kind][0] + "." in name:
            layer, expert, part = int(name.split(".")[2]), int(name.split(".")[5]), name.split(".")[6]
            stacks.setdefault((layer, part), {})[expert] = weight
        elif parts and name.endswith("kv_b_proj.weight"):
            kv = weight.reshape(config.num_attention_heads, -1, weight.shape[1])
            k, v = np.split(kv, [config.qk_nope_head_dim], axis=1)
            yield name.replace("kv_b_proj", "k_b_proj"), np.ascontiguousarray(k.swapaxes(1, 2))
            yield name.replace("kv_b_proj", "v_b_proj"), np.ascontiguousarray(v)
        else:
            yield name.replace("e_score_correction_bias", "e_score_correction.bias"), weight
    for (layer, part), found in stacks.items():
        yield EXPERTS[kind][2] % (layer, part), np.stack([found[i] for i in range(len(found))])


def twin(name, source, parts=False, files=1):
    """The GGUF file in a folder of its own, with the golden states of the source."""
    config = AutoConfig.from_pretrained(source)
    tensors = load_file(source / "model.safetensors")
    golden = {file.name: file.read_bytes() for file in source.glob("golden.*")}
    folder = fresh(name)
    arch, keys = FAMILIES[config.model_type]
    cut = (len(tensors) + 2) // files + 1 if files > 1 else 0
    writer = GGUFWriter(folder / f"{name}.gguf", MODEL_ARCH_NAMES[arch], split_max_tensors=cut)
    common(writer, config)
    keys(writer, config, parts)
    vocabulary(writer, tokenizer())
    names = get_tensor_name_map(arch, config.num_hidden_layers)
    for known, weight in converted(tensors, config, parts):
        stored = names.get_name(known, try_suffixes=(".weight", ".bias"))
        assert stored, known
        writer.add_tensor(stored, weight)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    for file, content in golden.items():
        (folder / file).write_bytes(content)


def shaped(name, config, seed, **how):
    """The same of a checkpoint that is written for it only."""
    write(name, config, seed)
    source = HERE / (name + "-source")
    shutil.rmtree(source, ignore_errors=True)
    shutil.move(HERE / name, source)
    twin(name, source, **how)
    shutil.rmtree(source)


GEMMA3_ROPE = {"full_attention": {"rope_type": "linear", "factor": 8.0, "rope_theta": 50000.0},
               "sliding_attention": {"rope_type": "default", "rope_theta": 10000.0}}
CHECKPOINTS = {
    "tiny-qwen3-gguf": lambda n: twin(n, HERE / "tiny-qwen3"),
    "tiny-gemma2-gguf": lambda n: shaped(
        n, base("gemma2", head_dim=16, query_pre_attn_scalar=16, sliding_window=7, attn_logit_softcapping=3.0), 31),
    "tiny-gemma3-gguf": lambda n: shaped(
        n, base("gemma3_text", num_hidden_layers=6, head_dim=16, query_pre_attn_scalar=16, sliding_window=6,
                sliding_window_pattern=6, rope_parameters=GEMMA3_ROPE), 32),
    "tiny-phi3-gguf": lambda n: twin(n, HERE / "tiny-phi3"),
    "tiny-phi3-long-gguf": lambda n: twin(n, HERE / "tiny-phi3-long", files=3),
    "tiny-mixtral-gguf": lambda n: twin(n, HERE / "tiny-mixtral"),
    "tiny-qwen3-moe-gguf": lambda n: shaped(
        n, base("qwen3_moe", head_dim=12, num_experts=6, num_experts_per_tok=3, moe_intermediate_size=24,
                mlp_only_layers=[], decoder_sparse_step=1, norm_topk_prob=True), 34),
    "tiny-deepseek-v3-gguf": lambda n: twin(n, HERE / "tiny-deepseek-v3"),
    "tiny-deepseek-v3-gguf-parts": lambda n: shaped(
        n, deepseek(q_lora_rank=20, rope_parameters=dict(YARN, mscale=0.7)), 33, parts=True),
}

if __name__ == "__main__":
    for chosen in sys.argv[1:] or CHECKPOINTS:
        CHECKPOINTS[chosen](chosen)
        files = {p.name: p.stat().st_size for p in sorted((HERE / chosen).iterdir())}
        print(chosen, files)
