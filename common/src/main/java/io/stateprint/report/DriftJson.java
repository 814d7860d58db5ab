package io.stateprint.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.drift.LayerWatch;
import io.stateprint.drift.ModelWatch;
import io.stateprint.drift.PersonalityDrift;
import io.stateprint.drift.PersonalityWatch;
import io.stateprint.drift.PromptDrift;
import io.stateprint.drift.RunDrift;
import io.stateprint.drift.SelfTest;
import io.stateprint.drift.SeriesWatch;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What moved, for scripts. Numbers that could not be measured are null. */
public final class DriftJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private DriftJson() {}

  /**
   * Writes it.
   *
   * @param store where the table lies
   */
  public static String of(List<DriftSection> models, String store) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("store", store);
    all.put("alarm", models.stream().anyMatch(model -> model.watch().alarm()));
    all.put("models", models.stream().map(DriftJson::model).toList());
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer is not JSON", e);
    }
  }

  private static Map<String, Object> model(DriftSection model) {
    ModelWatch watch = model.watch();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", model.modelId());
    out.put("verdict", watch.verdict().level().id());
    out.put("alarm", watch.alarm());
    out.put("changed_artefacts", watch.verdict().changedArtefacts());
    out.put("notes", watch.verdict().notes());
    out.put("reference", model.reference());
    out.put("current", model.current());
    out.put("basis", model.basis());
    out.put("bitwise_equal", watch.replay().same());
    out.put("largest_relative_difference", finite(watch.replay().largest()));
    out.put("representation", representation(watch));
    out.put("personality", personality(model));
    out.put("self_test", selfTest(watch));
    out.put("series", series(watch.series()));
    return out;
  }

  private static Map<String, Object> representation(ModelWatch watch) {
    RunDrift run = watch.run();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("alpha", run.alpha());
    out.put("projections", test(run.projections(), run.alpha()));
    out.put("energy", test(run.energy(), run.alpha()));
    out.put("most_drifted_layer", watch.replay().same() ? null : run.mostDriftedLayer());
    out.put("first_drifted_layer", run.firstDriftedLayer() < 0 ? null : run.firstDriftedLayer());
    Map<String, Object> styles = new LinkedHashMap<>();
    for (Style style : Style.values()) {
      styles.put(style.id(), run.styleP()[style.index()]);
    }
    out.put("p_by_style", styles);
    List<Map<String, Object>> layers = new ArrayList<>();
    for (int l = 0; l < watch.layers().size(); l++) {
      layers.add(layer(watch.layers().get(l), run.layerP()[l]));
    }
    out.put("layers", layers);
    out.put("cells", watch.cells().size());
    out.put("cells_moved", watch.cells().stream().filter(PromptDrift::moved).count());
    out.put("legacy_distance", finite(watch.legacy().distance()));
    out.put("legacy_alarm", watch.legacy().alarm());
    return out;
  }

  private static Map<String, Object> test(RunDrift.Test test, double alpha) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("statistic", finite(test.statistic()));
    out.put("p", test.p());
    out.put("floor", finite(test.floor()));
    out.put("passes", test.passes(alpha / 2));
    return out;
  }

  private static Map<String, Object> layer(LayerWatch layer, double p) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("layer", layer.layer());
    out.put("depth", layer.drift().baseline().depth());
    out.put("distance", finite(layer.drift().meanDistance()));
    out.put("floor", finite(layer.drift().baseline().floor().mean()));
    out.put("p", p);
    out.put("axes", layer.paired() ? "paired" : "article");
    out.put("prompts_moved", layer.drift().prompts().stream().filter(PromptDrift::moved).count());
    return out;
  }

  private static Map<String, Object> personality(DriftSection model) {
    Map<String, Object> out = new LinkedHashMap<>();
    PersonalityWatch found = model.watch().personality();
    if (found == null) {
      out.put("not_compared", model.unscored());
      return out;
    }
    PersonalityDrift drift = found.drift();
    out.put("least_points", PersonalityDrift.LEAST_POINTS);
    out.put("finding", drift == null ? null : drift.finding());
    out.put("prompts_needed", drift == null ? null : finite(drift.neededPrompts()));
    List<Map<String, Object>> styles = new ArrayList<>();
    for (PersonalityWatch.StyleWatch style : found.styles()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("style", style.style().id());
      row.put("reference", finite(style.reference().value()));
      row.put("current", finite(style.current().value()));
      if (drift != null && style.judged() >= 0) {
        judged(row, drift, style.judged());
        row.put("power_at_twice_the_least", found.power()[style.judged()]);
      } else {
        row.put("not_judged", style.why());
      }
      row.put("numeric_floor", finite(style.floor().value()));
      row.put("numeric_floor_colour", style.floor().colour());
      styles.add(row);
    }
    out.put("styles", styles);
    return out;
  }

  private static void judged(Map<String, Object> row, PersonalityDrift drift, int at) {
    row.put("difference", drift.bounds().estimates()[at]);
    row.put("low", finite(drift.bounds().interval(at).low()));
    row.put("high", finite(drift.bounds().interval(at).high()));
    row.put("narrow_low", finite(drift.narrow()[at].low()));
    row.put("narrow_high", finite(drift.narrow()[at].high()));
    row.put("finding", drift.findings()[at]);
  }

  private static Map<String, Object> selfTest(ModelWatch watch) {
    SelfTest test = watch.selfTest();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("false_alarms", test.falseAlarms());
    out.put("quiet_runs", test.quiet());
    out.put("alpha", test.alpha());
    out.put("colour", test.colour());
    out.put("planted", test.planted());
    out.put("legacy_false_alarms", test.legacyFalseAlarms());
    out.put("replay", watch.again());
    return out;
  }

  private static @Nullable Map<String, Object> series(@Nullable SeriesWatch series) {
    if (series == null) {
      return null;
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("alpha", SeriesWatch.ALPHA);
    out.put("alarm", series.raised() ? series.alarm() : null);
    out.put("not_watched", series.why().isEmpty() ? null : series.why());
    List<Map<String, Object>> looks = new ArrayList<>();
    for (SeriesWatch.Look look : series.looks()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("run", look.run());
      row.put("score", finite(look.score()));
      row.put("z", finite(look.z()));
      row.put("log_evidence", finite(look.evidence()));
      row.put("repeats", look.same().isEmpty() ? null : look.same());
      looks.add(row);
    }
    out.put("looks", looks);
    List<Map<String, Object>> power = new ArrayList<>();
    series
        .power()
        .forEach(
            one -> {
              Map<String, Object> row = new LinkedHashMap<>();
              row.put("shift", one.shift());
              row.put("alarms", one.alarms());
              row.put("delay", finite(one.delay()));
              power.add(row);
            });
    out.put("power", power);
    return out;
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
