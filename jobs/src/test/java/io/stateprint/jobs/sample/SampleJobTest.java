package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TinySweep.MODELS;
import static io.stateprint.jobs.sample.TinySweep.assertNear;
import static io.stateprint.jobs.sample.TinySweep.assertSame;
import static io.stateprint.jobs.sample.TinySweep.job;
import static io.stateprint.jobs.sample.TinySweep.plan;
import static io.stateprint.jobs.sample.TinySweep.request;
import static io.stateprint.jobs.sample.TinySweep.states;
import static io.stateprint.jobs.sample.TinySweep.text;
import static io.stateprint.jobs.sample.TinySweep.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.jobs.tables.Table;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleJobTest {
  private static SparkSession spark;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.open();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void writesEveryPromptLayerAndPoolingOfTwoModelsSideBySide() {
    Store store = store("two");
    List<RunRow> runs =
        job(spark, store, "two")
            .run(List.of(plan("tiny-llama", texts(6), 1), plan("tiny-qwen2", texts(6), 1)))
            .orThrow();

    assertThat(runs).extracting(RunRow::architecture).containsExactly("llama", "qwen2");
    for (String model : List.of("tiny-llama", "tiny-qwen2")) {
      assertThat(states(store, "two", model)).hasSize(6 * 4 * 2);
      assertThat(store.read(Table.TOKENS, "two", model).count()).isEqualTo(6);
    }
    for (RunRow run : runs) {
      assertThat(run.bytesRead()).isEqualTo(run.bytesPlanned());
      assertThat(run.states()).isEqualTo(48);
      assertThat(run.peakRssBytes()).isPositive();
      assertThat(run.configuration()).isEqualTo("{}");
    }
  }

  @Test
  void everyRoleOfTheBankIsSampledWithItsSystemPrompt() throws IOException {
    List<Text> texts = Texts.read(WholeBank.small(folder)).texts();
    Store store = store("roles");
    ModelPlan plan = plan("tiny-llama", texts, 2);
    job(spark, store, "roles").run(List.of(plan)).orThrow();

    Map<String, Long> found =
        store.states("roles", "tiny-llama").collectAsList().stream()
            .filter(row -> row.getLayer() == 0 && row.getPooling().equals("last"))
            .peek(row -> assertThat(row.getSystemPrompt()).isEqualTo(systemOf(row, texts)))
            .collect(Collectors.groupingBy(StateRow::getRole, Collectors.counting()));
    assertThat(plan.notes()).isEmpty();
    assertThat(found)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "prompt",
                8L * 9,
                "anchor",
                160L,
                "calibration",
                9L,
                "paraphrase",
                8L * 3,
                "framing",
                4L * 3,
                "control",
                4L * (8 * 3 + 2),
                "placebo",
                4L * 3,
                "system",
                4L * 2));
    assertThat(
            store
                .read(Table.TOKENS, "roles", "tiny-llama")
                .filter("condition = 'system:sys-02-en' and rendered like '%mathematics tutor%'")
                .count())
        .isEqualTo(4);
  }

  private static String systemOf(StateRow row, List<Text> texts) {
    return texts.stream()
        .filter(text -> text.promptId().equals(row.getPromptId()))
        .filter(text -> text.condition().equals(row.getCondition()))
        .map(Text::system)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aModelWithoutAPlaceForSystemPromptsGoesWithoutTheirTextsAndSaysSo() throws IOException {
    List<Text> texts = Texts.read(WholeBank.small(folder)).texts();
    ModelRequest chat = request("tiny-llama", new LayerChoice.All(), 1);
    ModelRequest plain =
        new ModelRequest(
            "plain", chat.source(), false, Optional.empty(), chat.wanted(), chat.template());
    Path deaf = copy("deaf");
    Files.writeString(
        deaf.resolve("chat_template.jinja"),
        "{% for m in messages %}{% if m.role == 'system' %}{{ raise_exception('no') }}{% endif %}"
            + "{{ m.content }}{% endfor %}");

    ModelPlan asPlain = plan(plain, texts);
    ModelPlan asChat = plan(request(deaf, "deaf", new LayerChoice.All(), 1), texts);

    assertThat(asPlain.texts()).isEqualTo(asChat.texts()).isEqualTo(texts.size() - 20);
    assertThat(asPlain.notes())
        .containsExactly(
            "plain: 20 texts under system prompts are left out, because format = plain has no place for one (sweep.system-prompts)");
    assertThat(asChat.notes().toString()).contains("deaf: 20 texts", "its chat template has no");
  }

  @Test
  void statesAreTheSameInAnyOrderAndInAnyNumberOfParts() {
    Store store = store("parts");
    List<Text> texts = texts(11);
    job(spark, store, "whole").run(List.of(plan("tiny-llama", texts, 1)));
    Map<String, float[]> whole = states(store, "whole", "tiny-llama");
    for (int parts : new int[] {2, 5}) {
      List<Text> shuffled = new ArrayList<>(texts);
      Collections.shuffle(shuffled, new Random(parts));
      job(spark, store, "cut" + parts).run(List.of(plan("tiny-llama", shuffled, parts)));
      assertSame(states(store, "cut" + parts, "tiny-llama"), whole);
    }
    job(spark, store, "alone").run(List.of(plan("tiny-llama", texts.subList(4, 5), 1)));
    states(store, "alone", "tiny-llama")
        .forEach((key, state) -> assertNear(key, state, whole.get(key)));
  }

  @Test
  void readsNothingAboveTheLastSampledLayer() {
    ModelPlan all = plan(request("tiny-llama", new LayerChoice.All(), 1), texts(3));
    ModelPlan first = plan(request("tiny-llama", new LayerChoice.Listed(List.of(1)), 1), texts(3));
    Store store = store("first");
    RunRow run = job(spark, store, "first").run(List.of(first)).orThrow().get(0);

    assertThat(run.bytesRead()).isEqualTo(first.load().bytes()).isLessThan(all.load().bytes());
    assertThat(states(store, "first", "tiny-llama").keySet())
        .allMatch(key -> key.contains("/1/"))
        .hasSize(6);
  }

  @Test
  void refusesATextLongerThanTheContextBeforeReadingWeights() {
    Text longText = text("too-long", "word ".repeat(600));

    assertThatThrownBy(() -> plan("tiny-llama", List.of(longText), 1))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("too-long")
        .hasMessageContaining("context is 512");
  }

  @Test
  void refusesLayersThatTheModelLacks() {
    assertThatThrownBy(
            () -> plan(request("tiny-llama", new LayerChoice.Listed(List.of(4)), 1), texts(1)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("[4]")
        .hasMessageContaining("layers 0 to 3")
        .hasMessageContaining("sweep.sampling.layers; model tiny-llama");
  }

  @Test
  void stopsAtAStateThatIsNotANumberAndNamesIt() throws IOException {
    Path damaged = damaged(Float.NaN);

    assertThatThrownBy(() -> sampled(damaged, "nan"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("prompt p")
        .hasMessageContaining("layer 0")
        .hasMessageContaining("NaN");
    assertThat(store("nan").hasStates("nan", "damaged")).isFalse();
  }

  @Test
  void stopsAtAStateThatIsAllZeroAndNamesIt() throws IOException {
    Path damaged = damaged(0f);

    assertThatThrownBy(() -> sampled(damaged, "zero"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("prompt p")
        .hasMessageContaining("all zero");
  }

  @Test
  void namesTheModelThatFailsAndKeepsTheOther() throws IOException {
    Path damaged = damaged(Float.NaN);
    Store store = store("one-sick");
    ModelRequest sick = request(damaged, "damaged", new LayerChoice.All(), 1);

    assertThatThrownBy(
            () ->
                job(spark, store, "one-sick")
                    .run(List.of(ModelPlan.of(sick, texts(2)), plan("tiny-mistral", texts(2), 1)))
                    .orThrow())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("1 of 2 models")
        .hasMessageContaining("damaged:");
    assertThat(states(store, "one-sick", "tiny-mistral")).hasSize(2 * 4 * 2);
  }

  private void sampled(Path model, String run) {
    ModelRequest request = request(model, "damaged", new LayerChoice.All(), 1);
    job(spark, store(run), run).run(List.of(ModelPlan.of(request, texts(2)))).orThrow();
  }

  /** A copy of tiny-llama-f16 whose embedding and weights are all of one value. */
  private Path damaged(float value) throws IOException {
    Path copy = copy("damaged" + value);
    Path weights = copy.resolve("model.safetensors");
    try (FileChannel channel =
        FileChannel.open(weights, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      channel.read(length, 0);
      long start = 8 + length.getLong(0);
      ByteBuffer floats =
          ByteBuffer.allocate((int) (channel.size() - start)).order(ByteOrder.LITTLE_ENDIAN);
      while (floats.remaining() >= 4) {
        floats.putFloat(value);
      }
      channel.write(floats.flip(), start);
    }
    return copy;
  }

  private Path copy(String name) throws IOException {
    Path copy = Files.createDirectory(folder.resolve(name));
    try (Stream<Path> files = Files.list(MODELS.resolve("tiny-llama"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName().toString()));
      }
    }
    return copy;
  }

  private Store store(String name) {
    return Store.at(spark, folder.resolve(name).toString());
  }
}
