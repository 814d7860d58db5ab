package io.stateprint.jobs.cli;

import io.stateprint.comparison.Alignment;
import io.stateprint.comparison.SharedEffect;
import io.stateprint.evidence.SignFlip;
import io.stateprint.jobs.style.SharedScaleJob;
import io.stateprint.jobs.style.StateShiftJob;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.tables.Store;
import io.stateprint.personality.Personality;
import io.stateprint.report.AlignSection;
import io.stateprint.validity.Colour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** What alignment changed between models of one run. */
final class AlignSections {
  private AlignSections() {}

  /**
   * What is known of the models beside their states.
   *
   * @param sameTokenizer whether base and instruct have one tokenizer
   * @param frames names of the files of document frames
   * @param spark where the base model's own scale is wanted too, which needs its draws
   */
  record Told(boolean sameTokenizer, List<String> frames, Optional<SparkSession> spark) {}

  /**
   * Measures it.
   *
   * @param models base and instruct in the plain format and, where it has a chat template, instruct
   *     in that
   */
  static AlignSection of(Store store, String runId, List<PairedModel> models, Told told) {
    String pooling = models.get(0).personality().pooling();
    Alignment alignment =
        Alignment.of(
            new Alignment.Columns(
                models.get(0).personality(),
                models.get(1).personality(),
                models.stream().skip(2).map(PairedModel::personality).findFirst()),
            new SignFlip.Draws(StyleJob.REPLICATES, models.get(0).manifest().seed()));
    return new AlignSection(
        models.stream().map(AlignSections::column).toList(),
        pooling,
        models.get(0).personality().prompts().size(),
        told.frames(),
        told.sameTokenizer(),
        alignment.measured(),
        alignment.effect().orElse(null),
        alignment.styles().stream().map(AlignSections::style).toList(),
        told.spark()
            .map(spark -> shared(spark, store, runId, new Columns(models, alignment)))
            .orElseGet(
                () ->
                    new AlignSection.Shared(
                        new SharedEffect(List.of()), new SharedEffect(List.of()))),
        shifts(
            new StateShiftJob(store, runId, pooling),
            models.stream().map(PairedModel::id).toList()),
        new StateShiftJob(store, runId, pooling).replicates(models.get(0).id()).size());
  }

  private record Columns(List<PairedModel> models, Alignment alignment) {}

  private static AlignSection.Shared shared(
      SparkSession spark, Store store, String runId, Columns columns) {
    List<PairedModel> models = columns.models();
    Personality base = models.get(0).personality();
    SharedScaleJob job =
        new SharedScaleJob(
            spark,
            store,
            runId,
            base.pooling(),
            new SharedScaleJob.Draws(StyleJob.REPLICATES, models.get(0).manifest().seed()));
    List<Alignment.OfStyle> styles = columns.alignment().styles();
    return new AlignSection.Shared(
        SharedEffect.of(
            base,
            job.layers(models.get(0).id(), models.get(1).id()),
            style -> styles.get(style.index()).weights().mean().shared()),
        models.size() > 2
            ? SharedEffect.of(
                base,
                job.layers(models.get(0).id(), models.get(2).id()),
                style -> styles.get(style.index()).total().mean().shared())
            : new SharedEffect(List.of()));
  }

  private static AlignSection.Column column(PairedModel model) {
    return new AlignSection.Column(
        Pages.section(model.id(), model.manifest()),
        model.manifest().format(),
        model.personality().warnings());
  }

  private static AlignSection.OfStyle style(Alignment.OfStyle style) {
    return new AlignSection.OfStyle(
        style.style(),
        style.grade(),
        style.verdicts().stream().map(v -> v.headline().percent()).toList(),
        style.verdicts().stream()
            .flatMap(v -> v.tests().stream())
            .filter(test -> test.colour() == Colour.RED)
            .toList(),
        style.weights(),
        style.total());
  }

  private static List<AlignSection.Shift> shifts(StateShiftJob job, List<String> ids) {
    Map<Integer, Double> floors = job.floors(ids.get(0));
    Map<Integer, Double> chat = new HashMap<>();
    Stream.of(ids)
        .filter(all -> all.size() > 2)
        .flatMap(all -> job.shifts(all.get(0), all.get(2)).stream())
        .forEach(one -> chat.put(one.layer(), one.shift()));
    return job.shifts(ids.get(0), ids.get(1)).stream()
        .map(
            one ->
                new AlignSection.Shift(
                    one.layer(),
                    one.depth(),
                    one.shift(),
                    chat.getOrDefault(one.layer(), Double.NaN),
                    floors.getOrDefault(one.layer(), Double.NaN)))
        .toList();
  }
}
