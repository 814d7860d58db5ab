package io.stateprint.jobs.style;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.prompts.Style;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** What is known of a planted checkpoint (data-samples/planted/make_planted.py). */
record PlantedTruth(JsonNode json) {
  static final Path FOLDER = Path.of("../data-samples/planted").toAbsolutePath().normalize();

  static PlantedTruth of(String model) {
    try {
      return new PlantedTruth(
          new ObjectMapper().readTree(FOLDER.resolve(model).resolve("truth.json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int layers() {
    return json.get("layers").asInt();
  }

  /** The first layer at which style is written. */
  int decisionLayer() {
    return json.get("decision_layer").asInt();
  }

  /** Where the population's margin has risen half-way. */
  double halfRise() {
    return json.get("population").get("half_rise").asDouble();
  }

  int massiveDimension() {
    return json.get("massive").get("dimension").asInt();
  }

  int massiveFrom() {
    return json.get("massive").get("from_layer").asInt();
  }

  /** Unit vector of a style (D). */
  double[] direction(Style style) {
    return doubles(json.get("directions").get(style.index()));
  }

  /** Expected over all noise that the seed may draw. */
  double percent(Style style) {
    return json.get("percent_planned").get(style.index()).asDouble();
  }

  /** Standard deviation of a checkpoint's percent over seeds. */
  double spread(Style style) {
    return json.get("population").get("sd_of_percent").get(style.index()).asDouble();
  }

  /** Of the bank's prompts in the stored checkpoint, by the planted direction, in NumPy. */
  double storedPercent(Style style) {
    return json.get("stored").get("percent").get(style.index()).asDouble();
  }

  String leading() {
    return json.get("population").get("leading").textValue();
  }

  private static double[] doubles(JsonNode array) {
    return IntStream.range(0, array.size()).mapToDouble(i -> array.get(i).asDouble()).toArray();
  }
}
