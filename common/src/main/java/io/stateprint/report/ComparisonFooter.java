package io.stateprint.report;

import io.stateprint.validity.Pitfall;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Warnings, and how a comparison was measured. */
final class ComparisonFooter {
  private static final int HASH = 12;

  private final Words words;
  private final RunSection run;
  private final PairSection pair;
  private final List<String> lines = new ArrayList<>();

  ComparisonFooter(Words words, RunSection run, PairSection pair) {
    this.words = words;
    this.run = run;
    this.pair = pair;
  }

  List<String> lines() {
    lines.add("");
    lines.add(words.say("warnings"));
    TreeMap<String, TreeSet<String>> styles = new TreeMap<>();
    for (StylePair one : pair.styles()) {
      for (Pitfall pitfall : one.pitfalls()) {
        styles
            .computeIfAbsent(pitfall.name(), code -> new TreeSet<>())
            .add(words.say(one.style().id()));
      }
    }
    pair.pitfalls().forEach(pitfall -> styles.putIfAbsent(pitfall.name(), new TreeSet<>()));
    styles.forEach(this::warning);
    footer();
    return lines;
  }

  /** The styles are named where a warning does not hold for all of them. */
  private void warning(String code, Set<String> styles) {
    boolean some = !styles.isEmpty() && styles.size() < pair.styles().size();
    lines.add(
        "  "
            + code
            + ": "
            + words.say(code)
            + (some ? " (" + String.join(", ", styles) + ")" : ""));
  }

  private void footer() {
    lines.add("");
    lines.add(words.say("footer"));
    indented(
        "run",
        run.runId(),
        run.version(),
        Long.toString(run.seed()),
        Integer.toString(run.replicates()),
        Integer.toString(pair.asked().permutations()));
    indented(
        "prompts",
        String.join(", ", run.promptsSha256().stream().map(ComparisonFooter::hash).toList()));
    model(pair.first());
    model(pair.second());
    lines.add(words.say("tables", run.store(), run.runId()));
  }

  private void model(ComparedModel model) {
    ModelSection.Facts facts = model.facts();
    indented(
        "model",
        model.id(),
        facts.architecture(),
        Integer.toString(facts.layers()),
        Integer.toString(facts.width()),
        facts.storedType(),
        facts.computeType(),
        model.format());
    indented(
        "hashes",
        hash(facts.weightsFingerprint()),
        hash(facts.tokenizerSha256()),
        facts.templateSha256().isEmpty() ? words.say("none") : hash(facts.templateSha256()));
  }

  private void indented(String key, Object... arguments) {
    lines.add("  " + words.say(key, arguments));
  }

  private static String hash(String sha256) {
    return sha256.length() <= HASH ? sha256 : sha256.substring(0, HASH);
  }
}
