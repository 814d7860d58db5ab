package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands on a tiny checkpoint, and keeps what they print. */
abstract class CommandCase {
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  static final String TINY = "data-samples/models/tiny-llama";
  @TempDir Path folder;

  @BeforeAll
  static void setHome() {
    System.setProperty("stateprint.home", HOME.toString());
  }

  @AfterAll
  static void clearHome() {
    System.clearProperty("stateprint.home");
  }

  /** A command's exit code, and what it printed. */
  record Ran(int code, String out, String err) {}

  static Ran run(String... arguments) {
    return runOn(Screen.NONE, arguments);
  }

  /** The same on a terminal. */
  static Ran runOn(Screen screen, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Main.Streams streams =
        new Main.Streams(new PrintWriter(out), new PrintWriter(err), screen, screen);
    int code = Main.run(arguments, streams, Wiring::jobs);
    return new Ran(code, out.toString(), err.toString());
  }

  String[] sweep(String run, String... more) throws IOException {
    return with("sweep", run, more);
  }

  /** Ten prompts of the bank, two layers, no progress. */
  String[] with(String command, String run, String... more) throws IOException {
    List<String> bank =
        Files.readAllLines(
            HOME.resolve("data-samples/prompts/bank-1.0.0.en.jsonl"), StandardCharsets.UTF_8);
    List<String> some = new ArrayList<>();
    for (int i = 0; i < bank.size(); i += 10) {
      some.add(bank.get(i));
    }
    Path conf =
        Files.writeString(
            folder.resolve("sweep.conf"),
            """
            sweep {
              run-id = %s
              store = "%s"
              models = [{ id = m, checkpoint = "%s" }]
              prompts = "%s"
              sampling.layers = [1, 3]
            }
            spark.master = "local[2]"
            """
                .formatted(
                    run,
                    folder.resolve("store"),
                    TINY,
                    Files.write(folder.resolve("some.jsonl"), some)));
    return Stream.concat(Stream.of(command, "--quiet", "--conf", conf.toString()), Stream.of(more))
        .toArray(String[]::new);
  }

  static JsonNode json(Ran ran) throws IOException {
    assertThat(ran.err()).isEmpty();
    return new ObjectMapper().readTree(ran.out());
  }

  /** A page has no line that is longer than a terminal of 60 or 80 columns, unless it is a word. */
  static void assertFits(String page) {
    for (int width : new int[] {60, 80}) {
      assertThat(new Fitted(width).page(page).lines())
          .filteredOn(line -> line.length() > width && line.strip().contains(" "))
          .isEmpty();
    }
  }

  /** The data of a page of HTML. */
  static JsonNode data(Path page) throws IOException {
    Matcher data =
        Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL)
            .matcher(Files.readString(page));
    assertThat(data.find()).isTrue();
    return new ObjectMapper().readTree(data.group(1));
  }

  List<String> tables() throws IOException {
    try (Stream<Path> tables = Files.list(folder.resolve("store"))) {
      return tables
          .filter(Files::isDirectory)
          .map(table -> table.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  List<String> files() throws IOException {
    return files(folder.resolve("store"));
  }

  static List<String> files(Path store) throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files.map(Path::toString).sorted().toList();
    }
  }
}
