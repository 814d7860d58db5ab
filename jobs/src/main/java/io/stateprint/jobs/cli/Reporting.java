package io.stateprint.jobs.cli;

import io.stateprint.jobs.progress.Progress;
import io.stateprint.jobs.report.DriftHistory;
import io.stateprint.jobs.report.PageMaps;
import io.stateprint.jobs.report.ReportedRun;
import io.stateprint.jobs.tables.Store;
import io.stateprint.page.Gap;
import io.stateprint.page.HtmlPage;
import io.stateprint.page.PageData;
import io.stateprint.page.PageRun;
import io.stateprint.storage.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a page of HTML on runs of a store. */
final class Reporting {
  private static final int KIBIBYTE = 1024;

  private final Session session;
  private final Store store;
  private final Progress progress;
  private final String language;

  Reporting(Session session, Store store, Progress progress, String language) {
    this.session = session;
    this.store = store;
    this.progress = progress;
    this.language = language;
  }

  /** The answer of {@code report}. */
  Answer of(ReportRequest request) {
    requireWritable(request.out());
    ShownRuns shown = ShownRuns.of(store, request.runs());
    List<PageRun> runs = new ArrayList<>();
    try (Progress.Task task = progress.start("report", shown.ids().size(), "runs")) {
      for (String runId : shown.ids()) {
        PageRun run = ReportedRun.of(store, runId);
        runs.add(
            request.states()
                ? new StateFindings(session, store, runId, progress).of(run).on(run)
                : run.with(PageRun.Found.nothing(), List.of(Gap.of("states.unasked"))));
        task.done(runs.size(), runId);
      }
    }
    return written(request, runs, shown.gaps());
  }

  /** The page of a run whose models were just measured. */
  Path ofSweep(PageFindings findings, String runId, Path out) {
    requireWritable(out);
    PageRun run = findings.on(ReportedRun.of(store, runId));
    PageData data = data(List.of(run), List.of());
    return write(out, HtmlPage.of(mapped(data)));
  }

  private Answer written(ReportRequest request, List<PageRun> runs, List<Gap> gaps) {
    PageData data = data(runs, gaps);
    String html = HtmlPage.of(request.states() ? mapped(data) : data);
    Path out = write(request.out(), html);
    List<Gap> missing = new ArrayList<>(data.gaps());
    runs.forEach(
        run -> {
          missing.addAll(run.gaps());
          run.models().forEach(model -> missing.addAll(model.gaps()));
        });
    int bytes = html.getBytes(StandardCharsets.UTF_8).length;
    List<String> sentences = missing.stream().map(gap -> gap.said(language)).distinct().toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("report", out.toString());
    json.put("bytes", bytes);
    json.put("runs", runs.stream().map(PageRun::id).toList());
    json.put("missing", sentences);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s (%d KiB): %s"
            .formatted(
                out, bytes / KIBIBYTE, String.join(", ", runs.stream().map(PageRun::id).toList())));
    sentences.forEach(sentence -> lines.add("  " + sentence));
    return new Answer(String.join("\n", lines), Json.of(json));
  }

  private PageData data(List<PageRun> runs, List<Gap> gaps) {
    DriftHistory drift = DriftHistory.of(store);
    List<Gap> all = new ArrayList<>(gaps);
    all.addAll(drift.gaps());
    return new PageData(
        Version.text(),
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        store.location(),
        language,
        runs,
        drift.found(),
        drift.series(),
        List.copyOf(all));
  }

  private PageData mapped(PageData data) {
    return new PageMaps(session.spark(), store).on(data);
  }

  private static void requireWritable(Path out) {
    Path folder = out.toAbsolutePath().getParent();
    if (Files.isDirectory(out) || folder == null || !Files.isDirectory(folder)) {
      throw new InputException(
          "Cannot write the report %s: %s; name a file in a folder that is there (--out)"
              .formatted(out, Files.isDirectory(out) ? "it is a folder" : "no such folder"));
    }
    if (!Files.isWritable(Files.exists(out) ? out : folder)) {
      throw new InputException(
          "Cannot write the report %s: no permission; name another file (--out)".formatted(out));
    }
  }

  /** A page is there whole or not at all. */
  private static Path write(Path out, String html) {
    Path whole = out.toAbsolutePath();
    try {
      Path begun = Files.createTempFile(whole.getParent(), ".report", ".html");
      try {
        Files.writeString(begun, html);
        Files.setPosixFilePermissions(
            begun, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(begun, whole, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(begun);
      }
      return whole;
    } catch (IOException e) {
      throw new InputException(
          "Cannot write the report %s: %s; name another file (--out)"
              .formatted(out, e.getMessage()),
          e);
    }
  }
}
