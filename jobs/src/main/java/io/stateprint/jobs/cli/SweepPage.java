package io.stateprint.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.sample.Failures;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.tables.Store;
import java.nio.file.Path;

/**
 * The page of HTML that a sweep ends with.
 *
 * @param settings of the run
 * @param store of its tables
 * @param progress that is told where the page cannot be written
 */
record SweepPage(Settings settings, Store store, Progress progress) {
  private static final String LOCAL = "file:";
  private static final ObjectMapper JSON = new ObjectMapper();

  static SweepPage of(Settings settings, Store store, Progress progress) {
    return new SweepPage(settings, store, progress);
  }

  /** The answer of a sweep, with the name of its page. A page that cannot be written is said. */
  Answer on(Answer answer, PageFindings findings, Session session) {
    if (!settings.config().getBoolean("report.page")) {
      return answer;
    }
    Reporting reporting = new Reporting(session, store, progress, settings.language());
    return Failures.unlessRefused(
            () -> reporting.ofSweep(findings, settings.runId(), file()), progress::say)
        .map(page -> named(answer, page))
        .orElse(answer);
  }

  private Path file() {
    String name = "report-" + settings.runId() + ".html";
    String location = store.location();
    return location.startsWith(LOCAL)
        ? Path.of(location.substring(LOCAL.length())).resolve(name)
        : Path.of(name);
  }

  private static Answer named(Answer answer, Path page) {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(answer.json());
      json.put("report", page.toString());
      return new Answer(
          answer.text() + "\nReport: " + page,
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json),
          answer.failures(),
          answer.drift());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer is not JSON", e);
    }
  }
}
