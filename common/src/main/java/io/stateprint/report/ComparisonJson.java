package io.stateprint.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.score.Headline;
import io.stateprint.score.StyleComparison;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of a comparison for scripts; NaN is written as null. */
public final class ComparisonJson {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new NullForNan());

  private ComparisonJson() {}

  /** One JSON object. */
  public static String of(RunSection run, PairSection pair) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("run", run);
    report.put("first", pair.first());
    report.put("second", pair.second());
    report.put("unlikeness", pair.unlikeness());
    report.put("asked", pair.asked());
    report.put("styles", pair.styles().stream().map(one -> style(one, pair.names())).toList());
    report.put("layerWarnings", pair.pitfalls());
    report.put("geometry", pair.layers());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A comparison is not JSON", e);
    }
  }

  private static Map<String, Object> style(StylePair pair, List<String> names) {
    StyleComparison comparison = pair.comparison();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("style", pair.style().id());
    out.put("finding", pair.finding());
    out.put("grade", pair.grade());
    out.put("difference", comparison.difference());
    out.put("simultaneous", comparison.simultaneous());
    out.put("relative", comparison.relative());
    out.put("reverse", comparison.reverse());
    out.put("hedges", comparison.hedges());
    out.put("common", comparison.common());
    out.put("amplitudes", comparison.amplitudes());
    out.put("warnings", pair.pitfalls());
    out.put("said", pair.sentence("en", names).said());
    out.put("english", pair.sentence("en", names).text());
    out.put("russian", pair.sentence("ru", names).text());
    out.put("first", score(pair.first()));
    out.put("second", score(pair.second()));
    return out;
  }

  private static Map<String, Object> score(StyleVerdict verdict) {
    Headline headline = verdict.headline();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("percent", headline.percent());
    out.put("byCategory", headline.byCategory());
    out.put("band", headline.band().layers());
    out.put("detection", headline.detection());
    out.put("reliability", headline.reliability());
    out.put("amplitude", headline.amplitude());
    out.put("grade", verdict.grade());
    out.put("checks", verdict.tests());
    out.put("warnings", verdict.pitfalls());
    out.put("contrasts", verdict.contrasts().pairs());
    out.put("specificity", verdict.contrasts().specificity());
    return out;
  }
}
