package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alignment between planted models, whose percents of range are known. */
class AlignCommandTest extends PlantedCommandCase {
  private static final String COSINE = "cosine_empathy_formality";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void findsThePlantedDifferences() throws IOException {
    JsonNode page = json(run(align("pair", BASE, SHARP, "--json")));
    double[] base = stored("base");
    double[] sharp = stored("sharp");

    assertThat(page.at("/columns/0/model/id").asText()).isEqualTo("base.plain");
    assertThat(page.at("/columns/1/model/id").asText()).isEqualTo("sharp.plain");
    assertThat(page.at("/columns/2/model/id").asText()).isEqualTo("sharp");
    assertThat(page.path("measured")).hasSize(4);
    for (int k = 0; k < 4; k++) {
      double total = page.at("/effect/total/estimates/" + k).asDouble();
      assertThat(total).isCloseTo(sharp[k] - base[k], within(5.0));
      assertThat(
              page.at("/effect/weights/estimates/" + k).asDouble()
                  + page.at("/effect/template/estimates/" + k).asDouble())
          .isCloseTo(total, within(1e-9));
      assertThat(page.at("/styles/" + k + "/weights/mean/cosine").asDouble()).isGreaterThan(0.95);
      assertThat(page.at("/styles/" + k + "/total/mean/corrected").asDouble()).isGreaterThan(0.95);
    }
    assertThat(page.at("/effect/strength").asText()).isEqualTo("MODERATE");
    assertThat(page.at("/effect/p").asDouble()).isLessThan(0.05);
    assertThat(page.at("/state_shift")).hasSize(12);
    assertThat(page.path("state_shift_floor").isNull()).isTrue();
    assertThat(page.at("/shared_scale/plain/styles")).hasSize(4);
    for (int k = 0; k < 4; k++) {
      JsonNode row = page.at("/shared_scale/plain/styles/" + k);
      double weights = page.at("/effect/weights/estimates/" + k).asDouble();
      assertThat(row.at("/base/value").asDouble())
          .isEqualTo(page.at("/styles/" + k + "/percents/0/value").asDouble());
      assertThat(row.path("difference").asDouble() - weights)
          .describedAs("%s", row)
          .isCloseTo(fromTheOtherAxis(k), within(2.0));
    }
    thePageOfTheStoreHasTheSameNumbers(page);
  }

  private void thePageOfTheStoreHasTheSameNumbers(JsonNode command) throws IOException {
    Path file = folder.resolve("page.html");
    String store = folder.resolve("store").toString();
    assertThat(run("report", "--quiet", "--store", store, "--out", file.toString()).code())
        .isZero();
    JsonNode align = data(file).at("/runs/0/found/align");

    assertThat(align).hasSize(1);
    assertThat(align.at("/0/columns").toString())
        .isEqualTo("[\"base.plain\",\"sharp.plain\",\"sharp\"]");
    assertThat(align.at("/0/scaled")).hasSize(4);
    for (int k = 0; k < 4; k++) {
      JsonNode scaled = align.at("/0/scaled/" + k);
      for (String format : List.of("plain", "chat")) {
        JsonNode theirs = command.at("/shared_scale/" + format + "/styles/" + k);
        near(scaled.at("/" + format + "/e"), theirs.at("/other/value"));
        near(scaled.at("/" + format + "Change/e"), theirs.path("difference"));
        near(scaled.at("/" + format + "Change/l"), theirs.at("/interval/low"));
      }
    }
    near(align.at("/0/shifts/11/chat"), command.at("/state_shift/11/chat"));
  }

  private static void near(JsonNode own, JsonNode other) {
    assertThat(own.isNumber() && other.isNumber()).isTrue();
    assertThat(own.asDouble())
        .isCloseTo(other.asDouble(), within(1e-4 + 1e-4 * Math.abs(other.asDouble())));
  }

  /**
   * Points by which the base model's own scale differs from each one's range. The axes of empathy
   * and formality have a planted cosine: where the plain states of two models lie apart on one, the
   * other sees a part of it, which instructions of each model's own take off again.
   */
  private static double fromTheOtherAxis(int style) throws IOException {
    int other = style == 0 ? 3 : 0;
    double apart = 50 * (neutral("sharp", other) - neutral("base", other));
    return style == 0 || style == 3 ? truth("base").path(COSINE).asDouble() * apart : 0;
  }

  private static double neutral(String model, int style) throws IOException {
    return truth(model).at("/neutral_leans/" + style).asDouble();
  }

  @Test
  void replicatesOfTheBaseModelAreTheFloorOfTheShift() throws IOException {
    JsonNode page =
        json(
            run(
                align(
                    "floor",
                    BASE,
                    SHARP,
                    "--set",
                    "sweep.replicates.count=20",
                    "--set",
                    "sweep.replicates.prompts=10",
                    "--json")));
    Ran text =
        run(
            align(
                "floor",
                BASE,
                SHARP,
                "--set",
                "sweep.replicates.count=20",
                "--set",
                "sweep.replicates.prompts=10"));

    assertThat(page.at("/state_shift_floor/replicates").asInt()).isEqualTo(20);
    for (int l = 6; l < 12; l++) {
      JsonNode shift = page.at("/state_shift/" + l);
      assertThat(shift.path("floor").asDouble()).isBetween(0.0, 1e-6);
      assertThat(shift.path("plain").asDouble())
          .isGreaterThan(1000 * shift.path("floor").asDouble());
    }
    assertThat(text.out())
        .contains("plain/floor", "between 20 replicates of the base model")
        .contains("On the base model's own scale");
  }

  @Test
  void aModelBesideItselfHasNoWeightsPart() throws IOException {
    Path twin = copy(SHARP, "twin");
    Path tokenizer = twin.resolve("tokenizer.json");
    Files.writeString(tokenizer, MAPPER.readTree(tokenizer.toFile()).toPrettyString());

    Ran ran = run(align("self", twin.toString(), SHARP, "--json"));
    JsonNode page = json(ran);
    Ran russian = run(align("self", twin.toString(), SHARP, "--set", "report.language=ru"));

    assertThat(page.path("same_tokenizer").asBoolean()).isFalse();
    for (int k = 0; k < 4; k++) {
      assertThat(page.at("/effect/weights/estimates/" + k).asDouble()).isZero();
      assertThat(page.at("/effect/weights/intervals/" + k + "/low").asDouble()).isZero();
      assertThat(page.at("/effect/weights/intervals/" + k + "/high").asDouble()).isZero();
      assertThat(page.at("/styles/" + k + "/weights/mean/cosine").asDouble())
          .isCloseTo(1, within(1e-6));
    }
    assertThat(russian.out())
        .contains("Файлы токенизаторов разные", "Шума для сравнения нет", "Как измерено")
        .doesNotContain("NaN");
  }

  @Test
  void withoutAChatTemplateThereIsNoTemplatePart() throws IOException {
    Path mute = copy(SHARP, "mute");
    Files.delete(mute.resolve("chat_template.jinja"));

    Ran ran =
        run(
            align(
                "mute",
                mute.toString(),
                mute.toString(),
                "--conf",
                HOME.resolve("conf/frames.en.conf").toString()));

    assertThat(ran.err()).isEmpty();
    assertThat(ran.out())
        .contains("there is no template part", "not distinguishable from zero")
        .contains("document frames: frames-1.2.0.en.jsonl");
  }

  @Test
  void modelsOfOtherShapeOrTokensAreRefusedBeforeTheyAreSampled() throws IOException {
    Path other = copy(SHARP, "other");
    ObjectNode tokenizer = (ObjectNode) MAPPER.readTree(other.resolve("tokenizer.json").toFile());
    ObjectNode vocabulary = (ObjectNode) tokenizer.at("/model/vocab");
    JsonNode one = vocabulary.get("parcel");
    vocabulary.set("parcel", vocabulary.get("was"));
    vocabulary.set("was", one);
    MAPPER.writeValue(other.resolve("tokenizer.json").toFile(), tokenizer);

    Ran shape = run(align("shape", TINY, SHARP));
    Ran tokens = run(align("tokens", other.toString(), SHARP));

    assertThat(shape.code()).isEqualTo(1);
    assertThat(shape.err())
        .contains("tiny-llama has 4 layers of width 48, sharp has 12 of width 64", "name the base");
    assertThat(tokens.code()).isEqualTo(1);
    assertThat(tokens.err())
        .contains("other and sharp have different tokenizers", "in different tokens");
    assertThat(Files.exists(folder.resolve("store"))).isFalse();
  }

  /** Without system prompts, which alignment has no use for. */
  private String[] align(String run, String base, String instruct, String... more)
      throws IOException {
    String[] models = {
      base,
      instruct,
      "--set",
      "sweep.system-prompts.files=[]",
      "--set",
      "sweep.system-prompts.placebos=[]"
    };
    return planted(
        "align", run, Stream.concat(Stream.of(models), Stream.of(more)).toArray(String[]::new));
  }

  private static JsonNode truth(String model) throws IOException {
    return MAPPER.readTree(HOME.resolve("data-samples/planted/" + model + "/truth.json").toFile());
  }

  private static double[] stored(String model) throws IOException {
    JsonNode truth = truth(model);
    double[] out = new double[4];
    for (int k = 0; k < out.length; k++) {
      out[k] = truth.at("/stored/percent/" + k).asDouble();
    }
    return out;
  }
}
