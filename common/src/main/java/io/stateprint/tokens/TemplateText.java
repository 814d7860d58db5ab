package io.stateprint.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.storage.InputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chat template's text.
 *
 * @param origin the file or key that it came from, for messages
 */
record TemplateText(String text, String origin) {
  private static final String FILE = "chat_template.jinja";
  private static final String KEY = "chat_template";
  private static final String GGUF_KEY = "tokenizer.chat_template";
  private static final String DEFAULT = "default";

  /** The checkpoint's template; where there are several, the one that transformers takes. */
  static Optional<TemplateText> of(Checkpoint checkpoint) {
    return checkpoint
        .sidecar(FILE)
        .map(
            bytes ->
                new TemplateText(
                    new String(bytes, StandardCharsets.UTF_8), checkpoint.location() + "/" + FILE))
        .or(() -> inConfig(checkpoint))
        .or(() -> inMetadata(checkpoint));
  }

  private static Optional<TemplateText> inConfig(Checkpoint checkpoint) {
    String origin = "%s of %s".formatted(KEY, Sidecars.locate(checkpoint, Sidecars.CONFIG));
    JsonNode node =
        Sidecars.object(checkpoint, Sidecars.CONFIG)
            .map(config -> config.path(KEY))
            .orElse(MissingNode.getInstance());
    if (node.isArray()) {
      return Optional.of(new TemplateText(defaultOf(node, origin), origin));
    }
    return Optional.of(node)
        .filter(JsonNode::isTextual)
        .map(text -> new TemplateText(text.textValue(), origin));
  }

  private static String defaultOf(JsonNode named, String origin) {
    List<String> names = new ArrayList<>();
    for (JsonNode template : named) {
      String name = template.path("name").asText();
      if (name.equals(DEFAULT) && template.path("template").isTextual()) {
        return template.path("template").textValue();
      }
      names.add(name);
    }
    throw new InputException(
        "Cannot choose a chat template: there are %s, and none is named %s (%s)"
            .formatted(names, DEFAULT, origin));
  }

  private static Optional<TemplateText> inMetadata(Checkpoint checkpoint) {
    return Optional.ofNullable(checkpoint.metadata().get(GGUF_KEY))
        .filter(String.class::isInstance)
        .map(
            text ->
                new TemplateText(
                    (String) text, "%s of %s".formatted(GGUF_KEY, checkpoint.location())));
  }
}
