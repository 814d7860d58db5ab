package io.stateprint.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.profile.Interval;
import io.stateprint.profile.PromptKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** States, draws and expected numbers (data-samples/estimators/make_golden.py). */
public final class Golden {
  /** Everything that the script wrote. */
  public static final JsonNode ALL = read();

  private Golden() {}

  /** The prompts, (P). */
  public static List<PromptKey> prompts() {
    List<PromptKey> out = new ArrayList<>();
    ALL.get("prompts")
        .forEach(
            row ->
                out.add(
                    new PromptKey(row.get(0).asText(), row.get(1).asText(), row.get(2).asText())));
    return out;
  }

  /** The script's draws. */
  public static Draws draws(Clusters clusters) {
    return new Draws(clusters, matrix(ALL.get("draws")));
  }

  /** The script's split halves. */
  public static Halves halves(Clusters clusters) {
    double[][] ones = matrix(ALL.get("halves"));
    boolean[][] first = new boolean[ones.length][clusters.prompts()];
    for (int n = 0; n < ones.length; n++) {
      for (int p = 0; p < ones[n].length; p++) {
        first[n][p] = ones[n][p] == 1;
      }
    }
    return new Halves(clusters, first);
  }

  /** The script's signs. */
  public static TopicSigns signs() {
    return new TopicSigns(matrix(ALL.get("signs")));
  }

  /** Within 1e-6 of the expected value, relative. */
  public static void assertNear(double actual, JsonNode expected) {
    assertThat(actual)
        .isCloseTo(expected.asDouble(), within(1e-9 + 1e-6 * Math.abs(expected.asDouble())));
  }

  /** Each within 1e-6 of the expected value. */
  public static void assertNear(double[] actual, JsonNode expected) {
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertNear(actual[i], expected.get(i));
    }
  }

  /** Each within 1e-6 of the expected value. */
  public static void assertNear(double[][] actual, JsonNode expected) {
    assertThat(actual).hasNumberOfRows(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertNear(actual[i], expected.get(i));
    }
  }

  /** Both ends. */
  public static void assertNear(Interval actual, JsonNode expected) {
    assertNear(new double[] {actual.low(), actual.high()}, expected);
  }

  /** Value, error and interval. */
  public static void assertNear(Estimate actual, JsonNode expected) {
    assertNear(actual.value(), expected.get("value"));
    assertNear(actual.error(), expected.get("error"));
    assertNear(actual.interval(), expected.get("interval"));
    assertThat(actual.why()).isEmpty();
  }

  /** States, (n, D). */
  public static float[][] states(JsonNode rows) {
    float[][] out = new float[rows.size()][];
    for (int i = 0; i < out.length; i++) {
      double[] row = vector(rows.get(i));
      out[i] = new float[row.length];
      for (int d = 0; d < row.length; d++) {
        out[i][d] = (float) row[d];
      }
    }
    return out;
  }

  /** States of several conditions, (K, n, D). */
  public static float[][][] conditions(JsonNode all) {
    return IntStream.range(0, all.size())
        .mapToObj(k -> states(all.get(k)))
        .toArray(float[][][]::new);
  }

  /** Numbers, (n). */
  public static double[] vector(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }

  /** Whole numbers, (n). */
  public static int[] ints(JsonNode array) {
    return IntStream.range(0, array.size()).map(i -> array.get(i).asInt()).toArray();
  }

  /** Numbers, (n, m). */
  public static double[][] matrix(JsonNode rows) {
    return IntStream.range(0, rows.size())
        .mapToObj(i -> vector(rows.get(i)))
        .toArray(double[][]::new);
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper()
          .readTree(Path.of("../data-samples/estimators/golden.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
