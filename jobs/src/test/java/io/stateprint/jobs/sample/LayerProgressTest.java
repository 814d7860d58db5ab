package io.stateprint.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class LayerProgressTest {
  /** What is heard. */
  private static final class Heard implements SampleProgress {
    private final List<String> retried = new CopyOnWriteArrayList<>();
    private final List<Count> counts = new CopyOnWriteArrayList<>();

    @Override
    public void at(String modelId, Count count) {
      counts.add(count);
    }

    @Override
    public void retried(String modelId) {
      retried.add(modelId);
    }
  }

  /**
   * Of three tasks the second needs three attempts; work under another name is not this model's.
   */
  @Test
  void hearsOfLayersBytesAndTasksThatAreBegunAgain() throws Exception {
    try (SparkSession spark = LocalSpark.open(Map.of("spark.master", "local[2,3]"))) {
      SparkContext context = spark.sparkContext();
      Heard heard = new Heard();
      LayerCounts counts = LayerCounts.of(context, "one");
      context.addSparkListener(new LayerProgress(counts, "one", 12, heard));
      for (String pool : List.of("one", "prefetch one", "two")) {
        context.setLocalProperty(LayerProgress.POOL, pool);
        JavaSparkContext.fromSparkContext(context)
            .parallelize(List.of(0, 1, 2), 3)
            .foreach(
                number -> {
                  int attempt = Objects.requireNonNull(TaskContext.get()).attemptNumber();
                  if (number == 1 && attempt < 2) {
                    throw new IllegalStateException("not yet");
                  }
                  if (pool.equals("one")) {
                    counts.layerDone(100, 10);
                  }
                });
      }
      context.listenerBus().waitUntilEmpty();

      assertThat(heard.retried).containsExactly("one", "one");
      assertThat(heard.counts).last().isEqualTo(new SampleProgress.Count(3, 12, 300, 30));
    }
  }
}
