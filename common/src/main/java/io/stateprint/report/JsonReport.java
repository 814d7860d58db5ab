package io.stateprint.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The same as the page of text, for scripts; NaN is written as null. */
public final class JsonReport {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new NullForNan());

  private JsonReport() {}

  /** One JSON object. */
  public static String of(RunSection run, List<ModelSection> models) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("run", run);
    report.put("models", models);
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report is not JSON", e);
    }
  }
}
