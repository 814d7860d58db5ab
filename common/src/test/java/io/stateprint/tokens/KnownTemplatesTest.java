package io.stateprint.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KnownTemplatesTest {
  private static final Path FOLDER = Path.of("../data-samples/templates");
  private static final ObjectMapper JSON = new ObjectMapper();

  static List<String> families() throws IOException {
    List<String> families = new ArrayList<>();
    golden().get("templates").fieldNames().forEachRemaining(families::add);
    return families;
  }

  private static JsonNode golden() throws IOException {
    return JSON.readTree(FOLDER.resolve("golden.json").toFile());
  }

  @ParameterizedTest
  @MethodSource("families")
  void rendersAsTheReference(String family) throws IOException {
    JsonNode golden = golden();
    try (ChatTemplate template = template(family, golden)) {
      for (JsonNode chat : golden.get("templates").get(family)) {
        List<Message> messages = Message.conversation(system(chat), user(chat));
        if (chat.has("raised")) {
          assertThatThrownBy(() -> template.render(messages))
              .isInstanceOf(InputException.class)
              .hasMessage(
                  "Cannot render the chat template: the template refuses: %s (%s)",
                  chat.get("raised").textValue(), family);
        } else {
          assertThat(template.render(messages)).isEqualTo(chat.get("rendered").textValue());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("families")
  void findsTheContentsInWhatItRenders(String family) throws IOException {
    JsonNode golden = golden();
    try (ChatTemplate template = template(family, golden)) {
      ChatRenderer renderer = new ChatRenderer(template::render, family);
      StreamSupport.stream(golden.get("templates").get(family).spliterator(), false)
          .filter(chat -> chat.has("rendered"))
          .forEach(
              chat -> {
                RenderedChat rendered = renderer.render(system(chat), user(chat));
                assertThat(contents(rendered, Span.USER))
                    .isNotEmpty()
                    .allMatch(found -> Blanks.trim(found).equals(shown(family, user(chat))));
                assertThat(contents(rendered, Span.SYSTEM))
                    .hasSize(system(chat).isPresent() ? 1 : 0)
                    .allMatch(
                        found -> Blanks.trim(found).equals(shown(family, system(chat).orElse(""))));
              });
    }
  }

  /** blocks.jinja shows a tab as a blank. */
  private static String shown(String family, String content) {
    return family.equals("blocks") ? Blanks.trim(content).replace('\t', ' ') : Blanks.trim(content);
  }

  private static List<String> contents(RenderedChat chat, Span span) {
    return chat.regions().stream()
        .filter(region -> region.span() == span)
        .map(region -> chat.text().substring(region.start(), region.end()))
        .toList();
  }

  private static ChatTemplate template(String family, JsonNode golden) throws IOException {
    String text = Files.readString(FOLDER.resolve(family + ".jinja"));
    Map<String, String> tokens =
        JSON.convertValue(
            golden.get("tokens"),
            JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    LocalDate date = LocalDate.parse(golden.get("date").textValue());
    return new ChatTemplate(
        new TemplateText(text, family), tokens, new TemplateSettings(date, Duration.ofSeconds(20)));
  }

  private static Optional<String> system(JsonNode chat) {
    return Optional.ofNullable(chat.get("system").textValue());
  }

  private static String user(JsonNode chat) {
    return chat.get("user").textValue();
  }
}
