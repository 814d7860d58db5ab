package io.stateprint.jobs.style;

import io.stateprint.portrait.LayerMargins;
import io.stateprint.portrait.Leading;
import io.stateprint.portrait.Portrait;
import io.stateprint.profile.LayerEstimate;
import io.stateprint.storage.InputException;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Draws a portrait for each pooling from what the layers have said. To the driver come the layers'
 * estimates with their draws, and of each prompt a bit a layer; cosines of prompts stay with their
 * layer. Who leads at the last reliable layer is asked there first, and then of every layer how far
 * the same styles are ahead in it.
 *
 * @param context of Spark
 * @param score what made the layers
 */
record PortraitJob(JavaSparkContext context, ScoreLayer score) {
  /**
   * What of a layer comes to the driver.
   *
   * @param pooling {@code last} or {@code user}
   * @param promptsSha256 of the ids of its prompts
   * @param hasTopics whether every category has topics to draw from
   * @param estimate of the layer
   */
  private record Said(
      String pooling, String promptsSha256, boolean hasTopics, LayerEstimate estimate)
      implements Serializable {
    static Said of(LayerResult layer) {
      return new Said(
          layer.pooling(),
          layer.promptsSha256(),
          layer.clusters().undrawn().isEmpty(),
          layer.estimate());
    }
  }

  /** The portraits, by pooling. */
  List<Portrait> of(JavaRDD<LayerResult> layers) {
    TreeMap<String, List<Said>> said =
        layers.map(Said::of).collect().stream()
            .collect(Collectors.groupingBy(Said::pooling, TreeMap::new, Collectors.toList()));
    if (said.isEmpty()) {
      throw new InputException(
          "Cannot measure model %s: its states hold no prompts under the default condition"
              .formatted(score.modelId()));
    }
    said.values().forEach(PortraitJob::requireSamePrompts);
    Map<String, List<LayerMargins>> margins = margins(layers, leading(layers, said));
    return said.entrySet().stream()
        .map(
            one ->
                Portrait.of(
                    one.getKey(),
                    one.getValue().stream().map(Said::estimate).toList(),
                    Objects.requireNonNull(margins.get(one.getKey())),
                    one.getValue().get(0).hasTopics()))
        .toList();
  }

  private static void requireSamePrompts(List<Said> layers) {
    Said first = layers.get(0);
    for (Said layer : layers) {
      if (!first.promptsSha256().equals(layer.promptsSha256())) {
        throw new IllegalStateException(
            "Layer %d has states of other prompts than layer %d"
                .formatted(layer.estimate().layer(), first.estimate().layer()));
      }
    }
  }

  /** Two bytes a prompt and pooling. */
  private static Map<String, Leading> leading(
      JavaRDD<LayerResult> layers, Map<String, List<Said>> said) {
    Map<String, Integer> decisive = new HashMap<>();
    said.forEach(
        (pooling, own) ->
            decisive.put(
                pooling, Portrait.decisive(own.stream().map(Said::estimate).toList()).layer()));
    return layers
        .filter(
            layer ->
                Objects.requireNonNull(decisive.get(layer.pooling())) == layer.estimate().layer())
        .mapToPair(
            layer ->
                new Tuple2<>(
                    layer.pooling(),
                    Leading.of(layer.estimate(), layer.centred(), layer.clusters())))
        .collectAsMap();
  }

  private Map<String, List<LayerMargins>> margins(
      JavaRDD<LayerResult> layers, Map<String, Leading> leading) {
    Broadcast<Map<String, Leading>> all = context.broadcast(new HashMap<>(leading));
    ScoreLayer job = score;
    try {
      return layers
          .mapToPair(
              layer ->
                  new Tuple2<>(
                      layer.pooling(),
                      LayerMargins.of(
                          layer.estimate(),
                          layer.centred(),
                          Objects.requireNonNull(all.value().get(layer.pooling())),
                          job.draws(layer.clusters(), layer.estimate().anchors()))))
          .collect()
          .stream()
          .collect(
              Collectors.groupingBy(
                  Tuple2::_1, Collectors.mapping(Tuple2::_2, Collectors.toList())));
    } finally {
      all.unpersist();
    }
  }
}
