package io.stateprint.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.jobs.drift.DriftRequest;
import io.stateprint.jobs.drift.Shelf;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.tables.Store;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A run of tonight, held against its reference. */
final class Nightly {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Nightly() {}

  /** Samples and compares; the reference is looked for before a model is read. */
  @SuppressWarnings("try")
  static Answer of(Settings settings, DriftRequest request, Progress progress) {
    try (Session session = Session.open(settings)) {
      new Shelf(Store.at(session.spark(), settings.store())).requireRun(request.reference());
      Answer sampled = new Sweep(settings, progress).sample();
      Answer drift = new Drift(settings, progress, request).answer();
      Set<String> failures = new LinkedHashSet<>(sampled.failures());
      failures.addAll(drift.failures());
      return new Answer(sampled.text() + "\n\n" + drift.text(), json(sampled, drift))
          .but(List.copyOf(failures))
          .drifted(drift.drift());
    }
  }

  private static String json(Answer sampled, Answer drift) {
    Map<String, Object> both = new LinkedHashMap<>();
    try {
      both.put("sample", JSON.readTree(sampled.json()));
      both.put("drift", JSON.readTree(drift.json()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer is not JSON", e);
    }
    return Json.of(both);
  }
}
