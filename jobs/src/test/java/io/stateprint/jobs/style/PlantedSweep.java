package io.stateprint.jobs.style;

import io.stateprint.decoder.DeviceChoice;
import io.stateprint.decoder.Precision;
import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.ModelRequest;
import io.stateprint.jobs.sample.RunIdentity;
import io.stateprint.jobs.sample.SampleJob;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.ControlSettings;
import io.stateprint.jobs.settings.FurtherSettings;
import io.stateprint.jobs.settings.MachineSettings;
import io.stateprint.jobs.settings.PromptSettings;
import io.stateprint.jobs.settings.SystemPromptSettings;
import io.stateprint.jobs.tables.StateRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.prompts.Style;
import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import io.stateprint.tokens.TemplateSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** The planted checkpoints, each prompt of the English bank under all nine conditions. */
final class PlantedSweep {
  static final String RUN = "planted";
  private static final Path PROMPTS =
      Path.of("../data-samples/prompts").toAbsolutePath().normalize();

  private final Store store;

  private PlantedSweep(Store store) {
    this.store = store;
  }

  /** Job 1 on all of them. */
  static PlantedSweep of(SparkSession spark, Store store, List<String> models) {
    return sampled(spark, store, models, further(List.of(), List.of(), ControlSettings.NONE));
  }

  /** The same with 40 prompts under two further wordings of every instruction. */
  static PlantedSweep reworded(SparkSession spark, Store store, List<String> models) {
    ControlSettings wordings = new ControlSettings(List.of(2, 3), List.of(), false, 40);
    return sampled(spark, store, models, further(List.of(), List.of(), wordings));
  }

  /** The same with minimal pairs and paraphrases under all conditions. */
  static PlantedSweep framed(SparkSession spark, Store store, List<String> models) {
    return sampled(
        spark,
        store,
        models,
        further(
            List.of(PROMPTS.resolve("paraphrases-1.1.0.en.jsonl")),
            List.of(PROMPTS.resolve("framings-1.1.0.en.jsonl")),
            ControlSettings.NONE));
  }

  private static FurtherSettings further(
      List<Path> paraphrases, List<Path> framings, ControlSettings controls) {
    return new FurtherSettings(
        List.of(PROMPTS.resolve("calibration-1.1.0.en.jsonl")),
        paraphrases,
        framings,
        conditions(),
        controls,
        SystemPromptSettings.NONE);
  }

  private static PlantedSweep sampled(
      SparkSession spark, Store store, List<String> models, FurtherSettings further) {
    Texts texts =
        Texts.read(
            new PromptSettings(
                List.of(PROMPTS.resolve("bank-1.0.0.en.jsonl")),
                List.of(PROMPTS.resolve("anchors-1.0.0.en.jsonl")),
                List.of(PROMPTS.resolve("styles-1.0.0.en.jsonl")),
                conditions(),
                further));
    List<ModelPlan> plans =
        models.stream().map(model -> ModelPlan.of(request(model), texts.texts())).toList();
    new SampleJob(
            spark,
            store,
            new RunIdentity(RUN, "{}", "fingerprint", texts.sha256(), 1, "test"),
            (model, count) -> {})
        .run(plans)
        .orThrow();
    return new PlantedSweep(store);
  }

  private static List<String> conditions() {
    List<String> out = new ArrayList<>(List.of("default"));
    for (Style style : Style.values()) {
      out.add("+" + style.id());
      out.add("-" + style.id());
    }
    return out;
  }

  private static ModelRequest request(String model) {
    String folder = PlantedTruth.FOLDER.resolve(model).toString();
    boolean chat = PlantedTruth.of(model).json().get("format").textValue().equals("chat");
    return new ModelRequest(
        model,
        new ModelRequest.Source(folder, folder),
        chat,
        Optional.empty(),
        new ModelRequest.Wanted(
            new LayerChoice.All(),
            List.of(Pooling.values()),
            Precision.FLOAT32,
            new MachineSettings(DeviceChoice.CPU, 2048, Long.MAX_VALUE),
            1,
            1),
        new TemplateSettings(LocalDate.of(2026, 1, 1), Duration.ofSeconds(10)));
  }

  /** States of the bank's prompts in a layer. */
  Layer layer(String model, int layer, Pooling pooling) {
    return new Layer(
        store
            .states(RUN, model)
            .filter(
                "role = 'prompt' and layer = %d and pooling = '%s'".formatted(layer, pooling.id()))
            .collectAsList());
  }

  /** The prompts' states of one layer and pooling, under every condition. */
  record Layer(List<StateRow> rows) {
    /** States under a condition, in the order of the prompts' ids. */
    List<StateRow> under(String condition) {
      return rows.stream()
          .filter(row -> row.getCondition().equals(condition))
          .sorted(Comparator.comparing(StateRow::getPromptId))
          .toList();
    }

    /** Mean of +k less -k (D): the simplest estimate of a style's direction, on all prompts. */
    double[] meanDifference(Style style) {
      double[] more = mean("+" + style.id());
      double[] less = mean("-" + style.id());
      return IntStream.range(0, more.length).mapToDouble(d -> more[d] - less[d]).toArray();
    }

    /** Percent of range along a direction; the bank has as many prompts in every category. */
    double percent(Style style, double[] direction) {
      double least = dot(mean("-" + style.id()), direction);
      double most = dot(mean("+" + style.id()), direction);
      return 100 * (dot(mean("default"), direction) - least) / (most - least);
    }

    private double[] mean(String condition) {
      List<StateRow> chosen = under(condition);
      double[] sum = new double[chosen.get(0).getState().length];
      for (StateRow row : chosen) {
        for (int d = 0; d < sum.length; d++) {
          sum[d] += row.getState()[d] / (double) chosen.size();
        }
      }
      return sum;
    }
  }

  static double dot(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(d -> a[d] * b[d]).sum();
  }

  static double cosine(double[] a, double[] b) {
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  }
}
