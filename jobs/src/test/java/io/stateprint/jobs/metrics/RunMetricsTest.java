package io.stateprint.jobs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class RunMetricsTest {
  private static final String SINK = "spark.metrics.conf.*.sink.prometheusServlet.";

  @Test
  void prometheusReadsEveryNumberAsItStands() throws Exception {
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.port", "0")
            .config("spark.metrics.namespace", "stateprint")
            .config(SINK + "class", "org.apache.spark.metrics.sink.PrometheusServlet")
            .config(SINK + "path", "/metrics/prometheus")
            .getOrCreate()) {
      RunMetrics metrics = RunMetrics.attached();
      metrics.layers("smollm2-135m", 12, 30);
      metrics.sampled("smollm2-135m", new RunMetrics.Load(4_000_000_000L, 500, 2, 0.25));
      metrics.layers("gemma", 0, 18);
      metrics.found("gemma", 3_000);
      metrics.retried("smollm2-135m");
      metrics.retried("smollm2-135m");
      metrics.failed();
      metrics.verdict("smollm2-135m", 3, true);

      Map<String, Double> read = read(spark.sparkContext().uiWebUrl().get());

      assertThat(read)
          .containsEntry("layers_done_smollm2_135m", 12.0)
          .containsEntry("layers_smollm2_135m", 30.0)
          .containsEntry("bytes_read_smollm2_135m", 4e9)
          .containsEntry("gigabytes_per_second_smollm2_135m", 2.0)
          .containsEntry("tokens_per_second_smollm2_135m", 250.0)
          .containsEntry("cost_smollm2_135m", 0.25)
          .containsEntry("seconds_left_smollm2_135m", 0.0)
          .containsEntry("layers_done_gemma", 0.0)
          .containsEntry("bytes_from_cache_gemma", 3_000.0)
          .containsEntry("task_retries_gemma", 0.0)
          .containsEntry("task_retries_smollm2_135m", 2.0)
          .containsEntry("models_sampled", 1.0)
          .containsEntry("models_failed", 1.0)
          .containsEntry("drift_level_smollm2_135m", 3.0)
          .containsEntry("drift_alarm_smollm2_135m", 1.0)
          .containsEntry("drift_alarms", 1.0);
      metrics.layers("smollm2-135m", 13, 30);
      assertThat(read(spark.sparkContext().uiWebUrl().get()))
          .containsEntry("layers_done_smollm2_135m", 13.0);
    }
  }

  /** Numbers of this program by what comes after its name and before Prometheus' own suffix. */
  private static Map<String, Double> read(String page) throws Exception {
    String text =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(page + "/metrics/prometheus/")).build(),
                BodyHandlers.ofString())
            .body();
    String start = "metrics_stateprint_driver_stateprint_";
    return text.lines()
        .filter(line -> line.startsWith(start) && line.contains("_Value{"))
        .collect(
            Collectors.toMap(
                line -> line.substring(start.length(), line.indexOf("_Value{")),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)),
                (one, same) -> one));
  }
}
