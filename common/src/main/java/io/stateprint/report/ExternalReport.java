package io.stateprint.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.external.ExternalResult;
import io.stateprint.external.ExternalResult.Verdict;
import io.stateprint.external.KnownModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page of {@code verify-external}: published numbers beside those of a model.
 *
 * @param model as it was recognised
 * @param results of every check that speaks of it, in order of their numbers
 * @param known models that checks can be run on, with the ids of these
 */
public record ExternalReport(
    KnownModel model, List<ExternalResult> results, Map<String, List<String>> known) {
  /** Whether some check failed: no number of the model may be graded A. */
  public boolean failed() {
    return ExternalResult.blockGradeA(results);
  }

  private long count(Verdict verdict) {
    return results.stream().filter(result -> result.verdict() == verdict).count();
  }

  private boolean isCompared() {
    return count(Verdict.NOT_RUN) < results.size();
  }

  /**
   * The page of text.
   *
   * @param language {@code en} or {@code ru}
   */
  public String text(String language) {
    Words words = new Words("external", language);
    List<String> lines = new ArrayList<>();
    lines.add(
        words.say(
            "model",
            model.name(),
            model.architecture(),
            String.valueOf(model.layers()),
            String.valueOf(model.width())));
    for (ExternalResult result : results) {
      lines.add("");
      lines.add(
          words.say(
              "check",
              result.id(),
              words.sayOr("title." + result.id(), result.title()),
              result.model().equals("any") ? words.say("any") : result.model()));
      lines.add(words.say("expected", result.expected(language)));
      lines.add(words.say(word(result), result.got(language)));
      lines.add(words.say("source", result.source()));
    }
    lines.add("");
    lines.add(
        words.say("summary", count(Verdict.PASS), count(Verdict.FAIL), count(Verdict.NOT_RUN)));
    lines.add(words.say(failed() ? "blocked" : isCompared() ? "agrees" : "nothing"));
    if (!isCompared()) {
      lines.add(words.say("known", models()));
    }
    return String.join("\n", lines);
  }

  private static String word(ExternalResult result) {
    return result.verdict().name().toLowerCase(Locale.ROOT);
  }

  private String models() {
    return known.entrySet().stream()
        .map(one -> "%s (%s)".formatted(one.getKey(), String.join(", ", one.getValue())))
        .collect(Collectors.joining(", "));
  }

  /** One JSON object. */
  public String json() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("model", model);
    out.put("checks", results.stream().map(ExternalReport::row).toList());
    out.put("passed", count(Verdict.PASS));
    out.put("failed", count(Verdict.FAIL));
    out.put("not_run", count(Verdict.NOT_RUN));
    out.put("blocks_grade_a", failed());
    out.put("models_with_checks", known);
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(out);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A report is not JSON", e);
    }
  }

  private static Map<String, Object> row(ExternalResult result) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", result.id());
    out.put("title", result.title());
    out.put("published_model", result.model());
    out.put("expected", result.expected());
    out.put(result.verdict() == Verdict.NOT_RUN ? "why_not_run" : "got", result.got());
    out.put("verdict", word(result));
    out.put("source", result.source());
    return out;
  }
}
