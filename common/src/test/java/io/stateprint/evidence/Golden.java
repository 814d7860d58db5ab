package io.stateprint.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.profile.PromptKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** What NumPy and SciPy made of random data (data-samples/estimators/make_golden_drift.py). */
public final class Golden {
  private static final JsonNode ALL = all();
  private static final double RELATIVE = 1e-6;
  private static final double ZERO = 1e-12;

  private Golden() {}

  public static JsonNode of(String room) {
    return ALL.get(room);
  }

  public static void assertNear(double actual, JsonNode expected) {
    assertThat(actual)
        .isCloseTo(expected.asDouble(), within(ZERO + RELATIVE * Math.abs(expected.asDouble())));
  }

  public static void assertNear(double[] actual, JsonNode expected) {
    assertThat(actual).hasSize(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertNear(actual[i], expected.get(i));
    }
  }

  public static void assertNear(double[][] actual, JsonNode expected) {
    assertThat(actual.length).isEqualTo(expected.size());
    for (int i = 0; i < actual.length; i++) {
      assertNear(actual[i], expected.get(i));
    }
  }

  public static double[] doubles(JsonNode array) {
    return elements(array).stream().mapToDouble(JsonNode::asDouble).toArray();
  }

  public static double[][] table(JsonNode array) {
    return elements(array).stream().map(Golden::doubles).toArray(double[][]::new);
  }

  public static double[][][] cube(JsonNode array) {
    return elements(array).stream().map(Golden::table).toArray(double[][][]::new);
  }

  public static int[] ints(JsonNode array) {
    return elements(array).stream().mapToInt(JsonNode::asInt).toArray();
  }

  public static float[][] floats(JsonNode array) {
    return elements(array).stream()
        .map(
            row -> {
              float[] out = new float[row.size()];
              for (int d = 0; d < out.length; d++) {
                out[d] = (float) row.get(d).asDouble();
              }
              return out;
            })
        .toArray(float[][]::new);
  }

  public static List<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  /** Prompts of one category with a topic each. */
  public static List<PromptKey> prompts(int count) {
    return IntStream.range(0, count).mapToObj(p -> new PromptKey("p" + p, "own", "t" + p)).toList();
  }

  private static JsonNode all() {
    try {
      return new ObjectMapper().readTree(Path.of("../data-samples/estimators/drift.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
