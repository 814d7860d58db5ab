package io.stateprint.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.comparison.AlignmentEffect;
import io.stateprint.prompts.Style;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same as the page of what alignment changed, for scripts; NaN is written as null. */
public final class AlignJson {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new NullForNan());

  private AlignJson() {}

  /** One JSON object. */
  public static String of(RunSection run, AlignSection section) {
    Map<String, @Nullable Object> report = new LinkedHashMap<>();
    report.put("run", run);
    report.put("pooling", section.pooling());
    report.put("prompts", section.prompts());
    report.put("frames", section.frames());
    report.put("same_tokenizer", section.sameTokenizer());
    report.put("columns", section.columns());
    report.put("measured", section.measured().stream().map(Style::id).toList());
    report.put("effect", effect(section));
    report.put("styles", section.styles());
    report.put("shared_scale", section.shared());
    report.put("state_shift", section.shifts());
    report.put(
        "state_shift_floor",
        section.replicates() == 0 ? null : Map.of("replicates", section.replicates()));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report is not JSON", e);
    }
  }

  private static @Nullable Object effect(AlignSection section) {
    AlignmentEffect effect = section.effect();
    if (effect == null) {
      return null;
    }
    Map<String, @Nullable Object> out = new LinkedHashMap<>();
    out.put("total", effect.total());
    out.put("weights", effect.weights());
    out.put("template", section.templated() ? effect.template() : null);
    out.put("suppression", effect.suppression());
    out.put("size", effect.size());
    out.put("p", effect.p());
    out.put("strength", effect.strength());
    return out;
  }
}
