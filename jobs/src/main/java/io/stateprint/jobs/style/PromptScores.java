package io.stateprint.jobs.style;

import io.stateprint.personality.LayerFacts;
import io.stateprint.personality.Personality;
import io.stateprint.prompts.Style;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Percents of range by layer, pooling, prompt and style: four numbers a prompt and layer.
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

  /** NaN where it was not measured: under an instruction, or in a run without what it takes. */
  double of(LayerResult layer, LayerResult.Scored prompt, Style style) {
    double[][] percents = byLayer.get(layer.scores().layer() + "/" + layer.pooling());
    Integer row = rows.getOrDefault(layer.pooling(), Map.of()).get(prompt.promptId());
    return percents == null || row == null || !prompt.condition().equals("default")
        ? Double.NaN
        : percents[style.index()][row];
  }
}
