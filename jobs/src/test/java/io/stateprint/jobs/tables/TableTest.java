package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.storage.InputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableTest {
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
  void readsBackTheStatesThatItWrote() {
    StateRow row = new StateRow();
    row.setPromptId("sup-001-ru");
    row.setSystemPrompt("Отвечай кратко.");
    row.setLayer(7);
    row.setDepth(0.25);
    row.setNorm(5f);
    row.setState(new float[] {3f, -4f});
    Store store = Store.at(spark, folder.toString());
    WrittenStates.write(
        store, spark.createDataset(List.of(row), Encoders.bean(StateRow.class)), "2026", "tiny");

    StateRow back = store.states("2026", "tiny").collectAsList().get(0);

    assertThat(back).usingRecursiveComparison().isEqualTo(row);
    assertThat(spark.read().parquet(folder.resolve("states").toString()).columns())
        .containsExactly(
            "prompt_id",
            "prompt_set",
            "category",
            "topic",
            "lang",
            "role",
            "condition",
            "system_prompt",
            "format",
            "layer",
            "depth",
            "pooling",
            "tokens",
            "norm",
            "state",
            "run_id",
            "model_id");
  }

  @Test
  void readsBackARecordOfEveryKindOfColumn() {
    TokenRow row =
        new TokenRow("a", "default", new int[] {1, 2}, List.of("user", "user"), "да", "00");
    DirectionRow direction =
        new DirectionRow(1, "last", "empathy", "article", new float[] {.6f, .8f}, 40, .5, .7, 0, 1);
    Store store = Store.at(spark, folder.toString());
    store.write(Table.TOKENS, Table.TOKENS.rows(spark, List.of(row)), "r", "m");
    store.write(Table.DIRECTIONS, Table.DIRECTIONS.rows(spark, List.of(direction)), "r", "m");

    assertThat(Table.TOKENS.record(store.read(Table.TOKENS, "r", "m").first()))
        .usingRecursiveComparison()
        .isEqualTo(row);
    assertThat(Table.DIRECTIONS.record(store.read(Table.DIRECTIONS, "r", "m").first()))
        .usingRecursiveComparison()
        .isEqualTo(direction);
  }

  @Test
  void keepsTheFirstOfTwoNotes() {
    Store store = Store.at(spark, folder.toString());

    assertThat(store.createNote("r", "sweep.json", "first")).isTrue();
    assertThat(store.createNote("r", "sweep.json", "second")).isFalse();
    assertThat(store.note("r", "sweep.json")).contains("first");
    assertThat(store.note("other", "sweep.json")).isEmpty();
  }

  @Test
  void refusesAStoreThatCannotBeWritten() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "not a folder");

    assertThatThrownBy(() -> Store.at(spark, file.resolve("store").toString()).requireWritable())
        .isInstanceOf(InputException.class)
        .hasMessageContaining("Cannot write to the store")
        .hasMessageContaining("file")
        .hasMessageContaining("--set sweep.store=");
  }

  @Test
  void refusesToReadWhatWasNotWritten() {
    assertThatThrownBy(() -> Store.at(spark, folder.toString()).states("r", "absent"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("absent")
        .hasMessageContaining("sample it first, or name its run with sweep.run-id");
  }
}
