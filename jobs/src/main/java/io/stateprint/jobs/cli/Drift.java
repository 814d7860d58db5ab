package io.stateprint.jobs.cli;

import io.stateprint.drift.DriftLevel;
import io.stateprint.jobs.alert.DriftAlert;
import io.stateprint.jobs.alert.Webhook;
import io.stateprint.jobs.drift.DriftJob;
import io.stateprint.jobs.drift.DriftRequest;
import io.stateprint.jobs.drift.Shelf;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.tables.RunLock;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.jobs.tables.Store;
import io.stateprint.report.DriftJson;
import io.stateprint.report.DriftSection;
import io.stateprint.report.DriftText;
import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From two runs of a store to a page on what moved. */
final class Drift {
  private static final Logger LOG = LoggerFactory.getLogger(Drift.class);

  private final Settings settings;
  private final Progress progress;
  private final DriftRequest request;

  Drift(Settings settings, Progress progress, DriftRequest request) {
    this.settings = settings;
    this.progress = progress;
    this.request = request;
  }

  /** Compares all models that both runs have. */
  Answer answer() {
    try (Session session = Session.open(settings)) {
      Store store = Store.at(session.spark(), settings.store());
      Shelf shelf = new Shelf(store);
      shelf.requireRun(request.reference());
      request.looks().forEach(shelf::requireRun);
      request.current().ifPresent(shelf::requireRun);
      Map<String, String> currents = currents(store, shelf);
      DriftJob job = new DriftJob(session.spark(), store, settings.seed());
      Sick sick = new Sick(progress, currents.size());
      List<DriftSection> sections = new ArrayList<>();
      try (Progress.Task task = progress.start("drift", currents.size(), "models")) {
        currents.forEach(
            (model, current) -> {
              sick.unlessFailed(model, () -> section(job, store, model, current))
                  .ifPresent(sections::add);
              task.done(sections.size(), model);
            });
      }
      sections.forEach(one -> told(session, one));
      List<DriftSection> drifted = sections.stream().filter(one -> one.watch().alarm()).toList();
      if (!drifted.isEmpty()) {
        Webhook.post(settings.outside().alert(), alert(store, drifted)).ifPresent(progress::say);
      }
      return new Answer(
              DriftText.of(sections, store.location(), settings.language()),
              DriftJson.of(sections, store.location()))
          .but(sick.sentences())
          .drifted(!drifted.isEmpty());
    }
  }

  private static void told(Session session, DriftSection section) {
    DriftLevel level = section.watch().verdict().level();
    session
        .metrics()
        .verdict(
            section.modelId(), Integer.parseInt(level.id().substring(1)), section.watch().alarm());
    LOG.info(
        "{}: {}, run {} against {}",
        section.modelId(),
        level.id(),
        section.current().run(),
        section.reference().run());
  }

  private DriftAlert alert(Store store, List<DriftSection> drifted) {
    return new DriftAlert(
        Version.text(),
        store.location(),
        request.reference(),
        drifted.stream()
            .map(
                one ->
                    new DriftAlert.Model(
                        one.modelId(),
                        one.current().run(),
                        one.watch().verdict().level().id(),
                        one.watch().verdict().changedArtefacts()))
            .toList());
  }

  /** The current run of each model. */
  private Map<String, String> currents(Store store, Shelf shelf) {
    Map<String, String> out = new LinkedHashMap<>();
    if (request.current().isPresent() || !request.looks().isEmpty()) {
      String current =
          request.current().orElseGet(() -> request.looks().get(request.looks().size() - 1));
      shelf
          .models(request.reference(), current, request.model())
          .forEach(model -> out.put(model, current));
      return out;
    }
    shelf
        .models(request.reference(), request.reference(), request.model())
        .forEach(
            model -> {
              List<String> later = shelf.later(request.reference(), model);
              if (!later.isEmpty()) {
                out.put(model, later.get(later.size() - 1));
              }
            });
    if (out.isEmpty()) {
      throw new InputException(
          "Cannot watch a series: no run in the store is later than %s; sample one (%s)"
              .formatted(request.reference(), store.location()));
    }
    return out;
  }

  private DriftSection section(DriftJob job, Store store, String model, String current) {
    return RunLock.holding(
        store,
        current,
        () -> section(job.run(model, request, current, looks(store, model, current)), model));
  }

  /** The series ends with the current run. */
  private List<String> looks(Store store, String model, String current) {
    if (!request.series()) {
      return List.of();
    }
    Set<String> looks = new java.util.LinkedHashSet<>(request.looks());
    if (looks.isEmpty()) {
      looks.addAll(new Shelf(store).later(request.reference(), model));
    }
    looks.remove(request.reference());
    if (looks.isEmpty()) {
      looks.add(current);
    }
    return List.copyOf(looks);
  }

  private DriftSection section(DriftJob.Found found, String model) {
    return new DriftSection(
        model,
        side(found.runs().ids().reference(), found.runs().reference()),
        side(found.runs().ids().current(), found.runs().current()),
        new DriftSection.Basis(
            found.runs().ids().replicates().size(),
            found.watch().layers().get(0).drift().prompts().size(),
            found.runs().reference().layers(),
            List.copyOf(new TreeSet<>(found.runs().types())),
            request.pooling(),
            settings.seed()),
        found.watch(),
        found.unscored());
  }

  private static DriftSection.Side side(String run, RunRow row) {
    return new DriftSection.Side(
        run,
        row.finished(),
        row.weightsFingerprint(),
        row.tokenizerSha256(),
        row.templateSha256(),
        List.of(row.promptsSha256().split(",", -1)),
        row.computeType(),
        row.version());
  }
}
