package io.stateprint.report;

import java.util.ArrayList;
import java.util.List;

/** How numbers were made: the last lines of every page. */
final class Provenance {
  private static final int HASH = 12;

  private final Words words;

  /** In the words of a page that has the keys footer, run, prompts, hashes, none and tables. */
  Provenance(Words words) {
    this.words = words;
  }

  List<String> lines(RunSection run, List<ModelSection> models) {
    List<String> lines = new ArrayList<>();
    lines.add(words.say("footer"));
    lines.add(
        "  "
            + words.say(
                "run",
                run.runId(),
                run.version(),
                Long.toString(run.seed()),
                Integer.toString(run.replicates())));
    lines.add(
        "  "
            + words.say(
                "prompts",
                String.join(", ", run.promptFiles()),
                String.join(", ", run.promptsSha256().stream().map(Provenance::hash).toList())));
    for (ModelSection model : models) {
      ModelSection.Facts facts = model.facts();
      lines.add(
          "  "
              + words.say(
                  "hashes",
                  model.id(),
                  hash(facts.weightsFingerprint()),
                  hash(facts.tokenizerSha256()),
                  facts.templateSha256().isEmpty()
                      ? words.say("none")
                      : hash(facts.templateSha256()),
                  facts.computeType()));
    }
    lines.add("");
    lines.add(words.say("tables", run.store(), run.runId()));
    return lines;
  }

  private static String hash(String sha256) {
    return sha256.length() <= HASH ? sha256 : sha256.substring(0, HASH);
  }
}
