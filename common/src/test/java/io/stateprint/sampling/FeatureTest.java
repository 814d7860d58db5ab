package io.stateprint.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Parity proves a feature only where it matters: with the key changed, the tiny checkpoint that is
 * to prove it must give other states.
 */
class FeatureTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tiny-llama            | {\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 500000.0}}",
        "tiny-llama            | {\"rms_norm_eps\": 0.5}",
        "tiny-llama-wide       | {\"rope_theta\": 100.0}",
        "tiny-llama-linear     | {\"rope_parameters\": {\"rope_type\": \"linear\", \"factor\": 2, \"rope_theta\": 10000.0}}",
        "tiny-qwen2            | {\"rope_theta\": 100.0}",
        "tiny-qwen2-window     | {\"use_sliding_window\": false}",
        "tiny-qwen3            | {\"rope_theta\": 100.0}",
        "tiny-qwen3-window     | {\"sliding_window\": 400}",
        "tiny-mistral          | {\"sliding_window\": 400}",
        "tiny-gemma2           | {\"attn_logit_softcapping\": 50.0}",
        "tiny-gemma2           | {\"attn_logit_softcapping\": null}",
        "tiny-gemma2           | {\"sliding_window\": 400}",
        "tiny-gemma2           | {\"query_pre_attn_scalar\": 16}",
        "tiny-gemma2-uncapped  | {\"sliding_window\": 400}",
        "tiny-gemma3           | {\"sliding_window\": 400}",
        "tiny-gemma3-published | {\"sliding_window_pattern\": 2}",
        "tiny-gemma3-published | {\"rope_local_base_freq\": 10000.0}",
        "tiny-gemma3-published | {\"rope_theta\": 100.0}",
        "tiny-gemma3-published | {\"rope_scaling\": null}",
        "tiny-phi3             | {\"sliding_window\": null}",
        "tiny-phi3-long        | {\"rope_parameters\": {\"rope_type\": \"default\", \"partial_rotary_factor\": 0.5}}",
        "tiny-phi3-long        | {\"original_max_position_embeddings\": 400, \"rope_parameters\": {\"rope_type\": \"longrope\", \"partial_rotary_factor\": 0.5, \"short_factor\": [1.0, 1.1, 1.6], \"long_factor\": [1.2, 2.0, 8.0]}}",
        "tiny-granite          | {\"embedding_multiplier\": 1.0}",
        "tiny-granite          | {\"attention_multiplier\": 0.5}",
        "tiny-granite          | {\"residual_multiplier\": 1.0}",
        "tiny-olmo2            | {\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 100.0}}",
        "tiny-mixtral          | {\"num_experts_per_tok\": 1}",
        "tiny-qwen3-moe        | {\"norm_topk_prob\": false}",
        "tiny-qwen3-moe        | {\"num_experts_per_tok\": 2}",
        "tiny-qwen3-moe-plain  | {\"norm_topk_prob\": true}",
        "tiny-deepseek-v3      | {\"n_group\": 1, \"topk_group\": 1}",
        "tiny-deepseek-v3      | {\"norm_topk_prob\": false}",
        "tiny-deepseek-v3      | {\"routed_scaling_factor\": 1.0}",
        "tiny-deepseek-v3      | {\"rope_interleave\": false}",
        "tiny-deepseek-v3-fp8  | {\"topk_group\": 1}",
        "tiny-deepseek-v3-fp8  | {\"rope_parameters\": {\"rope_type\": \"default\", \"rope_theta\": 10000.0}}",
        "tiny-deepseek-v3-fp8  | {\"rope_parameters\": {\"rope_type\": \"yarn\", \"factor\": 8.0, \"beta_fast\": 8.0, \"original_max_position_embeddings\": 16, \"mscale\": 0.7, \"mscale_all_dim\": 1.0}}",
        "tiny-gpt2             | {\"layer_norm_epsilon\": 0.5}",
        "tiny-gpt2             | {\"scale_attn_weights\": false}",
        "tiny-gpt2             | {\"scale_attn_by_inverse_layer_idx\": true}",
        "tiny-gpt2-scaled      | {\"scale_attn_by_inverse_layer_idx\": false}",
        "tiny-gpt2-scaled      | {\"layer_norm_epsilon\": 1e-05}",
        "tiny-gpt-oss          | {\"sliding_window\": 400}",
        "tiny-gpt-oss          | {\"layer_types\": [\"full_attention\", \"sliding_attention\", \"full_attention\", \"sliding_attention\"]}",
        "tiny-gpt-oss          | {\"num_experts_per_tok\": 1}",
        "tiny-gpt-oss          | {\"swiglu_limit\": 7.0}",
        "tiny-gpt-oss          | {\"swiglu_alpha\": 1.0}",
        "tiny-gpt-oss          | {\"rms_norm_eps\": 0.5}",
        "tiny-gpt-oss-mxfp4    | {\"rope_theta\": 100.0}",
        "tiny-gpt-oss-mxfp4    | {\"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 8.0, \"beta_fast\": 8.0, \"original_max_position_embeddings\": 64}}",
        "tiny-gpt-oss-mxfp4    | {\"rope_scaling\": {\"rope_type\": \"yarn\", \"factor\": 8.0, \"beta_fast\": 8.0, \"original_max_position_embeddings\": 64, \"truncate\": false, \"attention_factor\": 1.0}}",
        "tiny-mixtral          | {\"sliding_window\": 5}",
        "tiny-mistral-nemo     | {\"rope_theta\": 100.0}",
        "tiny-deepseek-v3-fp8-wide | {\"rope_scaling\": null}",
        "tiny-llama-gptq       | {\"quantization_config\": {\"quant_method\": \"gptq\", \"bits\": 4, \"group_size\": 16, \"desc_act\": true, \"checkpoint_format\": \"gptq_v2\"}}",
        "tiny-glm4             | {\"rope_parameters\": {\"rope_type\": \"default\", \"partial_rotary_factor\": 1.0}}",
      })
  void everyFeatureDecidesTheStates(String model, String keys) throws IOException {
    Path original = Golden.SAMPLES.resolve("models").resolve(model);
    Golden golden = Golden.in(original);
    List<SampledState> before = sampled(original, golden);
    List<SampledState> after = sampled(changed(original, keys), golden);

    double largest = 0;
    for (int i = 0; i < before.size(); i++) {
      largest = Math.max(largest, Sampled.relative(after.get(i).state(), before.get(i).state()));
    }
    assertThat(largest).describedAs("%s with %s", model, keys).isGreaterThan(1e-3);
  }

  private Path changed(Path original, String keys) throws IOException {
    Path copy = Files.createDirectory(folder.resolve("changed"));
    try (Stream<Path> files = Files.list(original)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(Objects.requireNonNull(file.getFileName())));
      }
    }
    ObjectNode config = (ObjectNode) JSON.readTree(original.resolve("config.json").toFile());
    config.setAll((ObjectNode) JSON.readTree(keys));
    Files.delete(copy.resolve("config.json"));
    JSON.writeValue(copy.resolve("config.json").toFile(), config);
    return copy;
  }

  private static List<SampledState> sampled(Path model, Golden golden) {
    return Sampled.of(
        model.toString(),
        golden.ids().stream().map(golden::tokens).toList(),
        golden.ids().stream().map(id -> new PoolingPlan(golden.userTokens(id))).toList(),
        4096);
  }
}
