package io.stateprint.shard;

import ai.djl.Device;
import ai.djl.pytorch.jni.JniUtils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.checkpoint.Checkpoint;
import io.stateprint.checkpoint.Checkpoints;
import io.stateprint.decoder.ComputeType;
import io.stateprint.decoder.Decoder;
import io.stateprint.decoder.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Prints where the time of a pass goes, by operation of libtorch, as its own profiler sees it: of
 * each operation the time without those that it calls. What no operation takes is reading that was
 * waited for, and Java. {@code TrajectoryBench} says how to run it; arguments: a checkpoint, {@code
 * float32} or {@code bfloat16}, how many texts, and their mean length in tokens.
 */
public final class PassProfile {
  private static final List<String> PRODUCTS =
      List.of("aten::mm", "aten::addmm", "aten::bmm", "aten::mkldnn_convolution");
  private static final String ATTENTION = "aten::_scaled_dot_product_flash_attention_for_cpu";
  private static final int CHUNK = 4096;
  private static final double PERCENT = 100;
  private static final double MICROS = 1e6;

  private PassProfile() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    Path trace = Files.createTempFile("stateprint-pass", ".json");
    try (Checkpoint checkpoint = Checkpoints.open(arguments[0])) {
      Decoder decoder = Decoder.of(checkpoint);
      ComputeType type = ComputeType.valueOf(arguments[1].toUpperCase(Locale.ROOT));
      List<int[]> prompts = prompts(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
      PassInput input =
          new PassInput(prompts, type, CHUNK, LayerRange.lowest(decoder.spec().layers()));
      try (Program program = decoder.load(Device.cpu())) {
        pass(checkpoint, decoder, program, input);
        JniUtils.startProfile(false, false, false);
        double seconds = pass(checkpoint, decoder, program, input);
        JniUtils.stopProfile(trace.toString());
        print(new ObjectMapper().readTree(trace.toFile()), seconds);
      }
    } finally {
      Files.delete(trace);
    }
  }

  /** Lengths spread evenly from half of the mean to one and a half. */
  private static List<int[]> prompts(int count, int mean) {
    Random random = new Random(1);
    List<int[]> out = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = count < 2 ? mean : mean / 2 + i * mean / (count - 1);
      out.add(random.ints(length, 3, 1000).toArray());
    }
    return out;
  }

  private static double pass(
      Checkpoint checkpoint, Decoder decoder, Program program, PassInput input) {
    long began = System.nanoTime();
    try (ForwardPass pass = ForwardPass.begin(checkpoint, decoder, program, input)) {
      pass.forEachRemaining(layer -> {});
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private static void print(JsonNode trace, double seconds) {
    Map<String, Double> own = own(trace.isArray() ? trace : trace.get("traceEvents"));
    double all = own.values().stream().mapToDouble(Double::doubleValue).sum();
    double products = PRODUCTS.stream().mapToDouble(name -> own.getOrDefault(name, 0.0)).sum();
    double attention = own.getOrDefault(ATTENTION, 0.0);
    System.out.printf(
        Locale.ROOT,
        "pass %.2f s: matrix products %.1f%%, attention %.1f%%, other operations %.1f%%, none %.1f%%%n",
        seconds,
        PERCENT * products / seconds,
        PERCENT * attention / seconds,
        PERCENT * (all - products - attention) / seconds,
        PERCENT * (seconds - all) / seconds);
    own.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(12)
        .forEach(
            one ->
                System.out.printf(
                    Locale.ROOT,
                    "  %5.1f%% %s%n",
                    PERCENT * one.getValue() / seconds,
                    one.getKey()));
  }

  /** Seconds of each operation of the thread that has most of them, less those inside it. */
  private static Map<String, Double> own(JsonNode events) {
    Map<String, List<JsonNode>> threads = new TreeMap<>();
    for (JsonNode event : events) {
      if (event.path("ph").asText().equals("X")) {
        threads.computeIfAbsent(event.path("tid").asText(), key -> new ArrayList<>()).add(event);
      }
    }
    List<JsonNode> longest =
        threads.values().stream().max(Comparator.comparingInt(List::size)).orElseThrow();
    longest.sort(
        Comparator.comparingDouble((JsonNode event) -> event.get("ts").asDouble())
            .thenComparingDouble(event -> -event.get("dur").asDouble()));
    Map<String, Double> own = new TreeMap<>();
    Deque<JsonNode> open = new ArrayDeque<>();
    for (JsonNode event : longest) {
      while (!open.isEmpty() && end(open.peek()) <= event.get("ts").asDouble()) {
        open.pop();
      }
      double took = event.get("dur").asDouble() / MICROS;
      own.merge(event.get("name").asText(), took, Double::sum);
      if (!open.isEmpty()) {
        own.merge(open.peek().get("name").asText(), -took, Double::sum);
      }
      open.push(event);
    }
    return own;
  }

  private static double end(JsonNode event) {
    return event.get("ts").asDouble() + event.get("dur").asDouble();
  }
}
