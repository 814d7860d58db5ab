package io.stateprint.jobs.cli;

import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Tensor;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.DecoderSpec;
import io.stateprint.storage.InputException;
import io.stateprint.tokens.ModelTokenizer;
import io.stateprint.tokens.TemplateSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a checkpoint is, from its headers. */
final class Inspection {
  private static final TemplateSettings TEMPLATE =
      new TemplateSettings(LocalDate.of(2026, 1, 1), Duration.ofSeconds(10));

  private Inspection() {}

  static Answer of(String asked, Checkpoint checkpoint) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("model", asked);
    facts.put("location", checkpoint.location());
    facts.put("architecture", checkpoint.config().modelType());
    facts.put("tensors", checkpoint.tensors().size());
    facts.put("bytes", checkpoint.tensors().values().stream().mapToLong(Tensor::bytes).sum());
    facts.put("types", types(checkpoint));
    facts.put("supported", decoder(checkpoint, facts));
    facts.put("tokenizer", tokenizer(checkpoint, facts));
    facts.put("fingerprint", checkpoint.fingerprint());
    String text =
        facts.entrySet().stream()
            .map(fact -> "%-14s %s".formatted(fact.getKey(), fact.getValue()))
            .collect(Collectors.joining("\n"));
    return new Answer(text, Json.of(facts));
  }

  private static Map<String, Long> types(Checkpoint checkpoint) {
    Map<String, Long> bytes = new TreeMap<>();
    checkpoint
        .tensors()
        .values()
        .forEach(tensor -> bytes.merge(tensor.type().name(), tensor.bytes(), Long::sum));
    return bytes;
  }

  private static String decoder(Checkpoint checkpoint, Map<String, Object> facts) {
    try {
      Decoder decoder = Decoder.of(checkpoint);
      DecoderSpec spec = decoder.spec();
      facts.put("format", decoder.storedFormat());
      facts.put("layers", spec.layers());
      facts.put("width", spec.width());
      facts.put("heads", spec.heads());
      facts.put("key_heads", spec.keyHeads());
      facts.put("head_width", spec.headWidth());
      facts.put("inner_width", spec.innerWidth());
      facts.put("vocabulary", spec.vocabulary());
      facts.put("context", spec.context());
      return "yes";
    } catch (InputException e) {
      return "no: " + e.getMessage();
    }
  }

  private static String tokenizer(Checkpoint checkpoint, Map<String, Object> facts) {
    try (ModelTokenizer tokenizer = ModelTokenizer.open(checkpoint, TEMPLATE)) {
      facts.put("chat_template", tokenizer.templateSha256().isPresent() ? "yes" : "no");
      return "yes";
    } catch (InputException e) {
      return "no: " + e.getMessage();
    }
  }
}
