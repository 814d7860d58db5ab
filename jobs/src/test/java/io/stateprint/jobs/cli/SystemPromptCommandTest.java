package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A planted model obeys its style instructions, wherever they stand: here as system prompts. */
class SystemPromptCommandTest extends PlantedCommandCase {
  private static final String MORE = "Answer with concern for the feelings of the other person.";
  private static final String LESS = "Answer without concern for the feelings of the other person.";

  @Test
  void findsWhatAnInstructionAsASystemPromptDoesAndHowDeep() throws IOException {
    Path own =
        Files.writeString(
            folder.resolve("own.jsonl"),
            "{\"id\": \"more\", \"text\": \"%s\"}\n{\"id\": \"less\", \"text\": \"%s\"}\n"
                .formatted(MORE, LESS));

    JsonNode page =
        json(run(planted("system-prompt", "own", SMOOTH, "--system", own.toString(), "--json")));

    JsonNode model = page.at("/models/0");
    assertThat(model.path("prompts").asInt()).isEqualTo(20);
    assertThat(model.path("placebos").asInt()).isEqualTo(12);
    assertThat(model.at("/baseline/silent").asText()).isEmpty();
    assertThat(model.at("/baseline/opening").asText()).isEqualTo("<|bos|><|user|>");
    JsonNode empathy = style(model, "EMPATHY");
    double stands = empathy.at("/percent/value").asDouble();
    JsonNode more = finding(empathy, "more");
    JsonNode less = finding(empathy, "less");
    assertThat(more.at("/effect/plateau").asDouble()).isGreaterThan(20);
    assertThat(less.at("/effect/plateau").asDouble()).isLessThan(-20);
    assertThat(more.at("/effect/plateau").asDouble() - less.at("/effect/plateau").asDouble())
        .isBetween(90.0, 110.0);
    assertThat(stands).isBetween(40.0, 75.0);
    for (JsonNode one : List.of(more, less)) {
      assertThat(one.path("familyP").asDouble()).isLessThan(0.05);
      assertThat(one.at("/effect/onset")).isEqualTo(empathy.at("/layers/0"));
      assertThat(one.path("depth").asText())
          .isEqualTo(empathy.at("/layers/0").asInt() + 1 > 0.45 * 12 ? "UNDETERMINED" : "DEEP");
      assertThat(one.path("bounded").asBoolean()).isTrue();
    }
    assertThat(more.at("/effect/interval/low").asDouble())
        .isLessThan(more.at("/effect/plateau").asDouble());
  }

  @Test
  void aTextFileIsOnePromptAndPlainModelsAreLeftOut() throws IOException {
    Path own = Files.writeString(folder.resolve("kind words.txt"), MORE + "\n");
    String[] arguments =
        planted(
            "system-prompt",
            "txt",
            "--system",
            own.toString(),
            "--set",
            "report.language=ru",
            "--set",
            "sweep.models=[{id = s, checkpoint = \"%s\"}, {id = p, checkpoint = \"%s\", format = plain}]"
                .formatted(SHARP, BASE));

    Ran ran = run(arguments);

    assertThat(ran.err()).isEmpty();
    assertThat(ran.code()).isZero();
    assertThat(ran.out())
        .contains("kind-words", MORE)
        .contains("p: пропущена, в format = plain")
        .contains("своего шаблон чата не вставляет")
        .contains("Как измерено", "s: веса ")
        .doesNotContain("NaN");
  }

  @Test
  void tooFewPlacebosOrPromptsAreRefusedWithTheirNumbers() throws IOException {
    String seven =
        "sweep.system-prompts.placebos=\"" + some("placebos-1.1.0.en.jsonl", 12, 7) + "\"";
    Ran placebos = run(planted("system-prompt", "seven", SHARP, "--set", seven));
    Ran prompts =
        run(planted("system-prompt", "eight", SHARP, "--set", "sweep.system-prompts.prompts=8"));

    for (Ran ran : List.of(placebos, prompts)) {
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out()).isEmpty();
    }
    assertThat(placebos.err()).contains("7 placebo system prompts, at least 8");
    assertThat(prompts.err())
        .contains("8 prompts of one language under all of them, at least 10 are needed");
  }

  @Test
  void aModelWithoutAPlaceForSystemPromptsIsRefusedWithWhatToDo() throws IOException {
    Path deaf = copy(SHARP, "deaf");
    Files.writeString(
        deaf.resolve("chat_template.jinja"),
        "{{ bos_token }}{% for m in messages if m.role == 'user' %}<|user|>{{ m.content }}<|end|>{% endfor %}<|assistant|>");

    Ran template = run(planted("system-prompt", "deaf", deaf.toString()));
    Ran plain =
        run(
            planted(
                "system-prompt",
                "plain",
                "--set",
                "sweep.models=[{id = p, checkpoint = \"%s\", format = plain}]".formatted(BASE)));

    assertThat(template.code()).isEqualTo(1);
    assertThat(template.err())
        .contains("deaf has a chat template without a place for one; take a model whose");
    assertThat(plain.code()).isEqualTo(1);
    assertThat(plain.err()).contains("p is asked in format = plain; take a model whose");
  }

  private static JsonNode style(JsonNode model, String name) {
    return where(model.path("styles"), "style", name);
  }

  private static JsonNode finding(JsonNode style, String prompt) {
    return where(style.path("findings"), "prompt", prompt);
  }

  private static JsonNode where(JsonNode array, String key, String value) {
    return StreamSupport.stream(array.spliterator(), false)
        .filter(one -> one.path(key).asText().equals(value))
        .findFirst()
        .orElseThrow();
  }
}
