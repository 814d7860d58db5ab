package io.stateprint.jobs.style;

import io.stateprint.jobs.tables.StateFiles;
import io.stateprint.personality.LayerFacts;
import io.stateprint.personality.Personality;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Percents of range by layer, pooling, prompt and style: four numbers a prompt and layer; none of a
 * model without its own scale.
 *
 * @param byLayer per-prompt percents of the styles, (K, P), under {@code layer/pooling}
 * @param rows the row of each prompt under each pooling
 */
record PromptScores(Map<String, double[][]> byLayer, Map<String, Map<String, Integer>> rows)
    implements Serializable {

  static PromptScores of(List<Personality> personalities) {
    Map<String, double[][]> byLayer = new HashMap<>();
    Map<String, Map<String, Integer>> rows = new HashMap<>();
    for (Personality personality : personalities) {
      Map<String, Integer> own = new HashMap<>();
      for (int p = 0; p < personality.prompts().size(); p++) {
        own.put(personality.prompts().get(p).id(), p);
      }
      rows.put(personality.pooling(), own);
      for (LayerFacts layer : personality.layers()) {
        double[][] percents =
            layer.score().styles().stream()
                .map(score -> score.perPrompt())
                .toArray(double[][]::new);
        byLayer.put(layer.layer() + "/" + personality.pooling(), percents);
      }
    }
    return new PromptScores(byLayer, rows);
  }

  /** Those of one layer and pooling. */
  OfLayer of(StateFiles.Place place) {
    return new OfLayer(
        byLayer.getOrDefault(place.layer() + "/" + place.pooling(), new double[0][]),
        rows.getOrDefault(place.pooling(), Map.of()));
  }

  /**
   * Percents of a layer and pooling.
   *
   * @param percents of the styles, (K, P); empty where none were measured
   * @param rows the row of each prompt
   */
  record OfLayer(double[][] percents, Map<String, Integer> rows) {
    /** NaN where it was not measured: under an instruction, or in a run without what it takes. */
    double percent(String promptId, String condition, Style style) {
      if (percents.length == 0 || !condition.equals("default")) {
        return Double.NaN;
      }
      Integer row = rows.get(promptId);
      return row == null ? Double.NaN : percents[style.index()][row];
    }
  }
}
