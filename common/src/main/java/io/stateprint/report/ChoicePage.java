package io.stateprint.report;

import io.stateprint.choice.Choice;
import io.stateprint.choice.Desirability;
import io.stateprint.choice.Fit;
import io.stateprint.choice.TaskProfile;
import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.prompts.Style;
import io.stateprint.validity.Colour;
import io.stateprint.validity.Grade;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A page of text: which of some models fits a task. */
public final class ChoicePage {
  private static final int PERCENT = 100;

  private final Words words;
  private final ChoiceWords features;
  private final TaskProfile profile;
  private final List<ChoiceSection> models;
  private final List<String> lines = new ArrayList<>();

  private ChoicePage(TaskProfile profile, List<ChoiceSection> models, String language) {
    this.words = new Words("choice", language);
    this.features = new ChoiceWords(words);
    this.profile = profile;
    this.models = models;
  }

  /**
   * Writes the page.
   *
   * @param models in the order of the configuration
   * @param choice of them; empty where nothing can be chosen
   * @param language {@code en} or {@code ru}
   */
  public static String of(
      RunSection run,
      TaskProfile profile,
      List<ChoiceSection> models,
      Optional<Choice> choice,
      String language) {
    ChoicePage page = new ChoicePage(profile, models, language);
    page.head();
    choice.ifPresentOrElse(page::ranked, () -> page.line("nothing"));
    page.wishes();
    page.rigidity();
    page.grades();
    page.warnings();
    page.footer(run);
    return String.join("\n", page.lines);
  }

  private void head() {
    line(
        "head",
        profile.id(),
        profile.version().isEmpty() ? "" : words.say("version", profile.version()),
        Integer.toString(models.size()));
    if (profile.source().shipped()) {
      line("editorial");
    } else {
      line("own", profile.source().file(), profile.note());
      line("editorial");
    }
    line("pooling." + profile.pooling().id());
    lines.add("");
  }

  private void ranked(Choice choice) {
    int width = width();
    row(
        pad(words.say("column.model"), width),
        words.say("column.fit"),
        words.say("column.interval"),
        words.say("column.best"),
        words.say("column.behind"));
    Fit first = choice.fits().get(0);
    for (Fit fit : choice.fits()) {
      row(
          pad(fit.model(), width),
          words.number(fit.value(), 3),
          features.interval(fit.interval(), 3),
          words.say("percent", words.number(PERCENT * fit.probabilityBest(), 0)),
          fit.equals(first) ? "-" : behind(first, fit));
    }
    lines.add("");
    verdict(choice);
    indented("meaning");
    lines.add("");
  }

  private String behind(Fit first, Fit fit) {
    return words.number(first.value() - fit.value(), 3) + " " + features.interval(fit.behind(), 3);
  }

  private void row(String model, String fit, String interval, String best, String behind) {
    lines.add("  %s  %5s  %-14s  %6s  %s".formatted(model, fit, interval, best, behind));
  }

  private void verdict(Choice choice) {
    List<String> set = choice.indistinguishable();
    if (choice.fits().get(0).value() == 0) {
      indented("zero");
      return;
    }
    choice
        .winner()
        .ifPresentOrElse(
            winner -> indented("winner", winner), () -> indented("set", String.join(", ", set)));
    indented(
        "holds",
        choice.fits().get(0).model(),
        words.number(PERCENT * choice.holds(), 0),
        words.say(choice.winner().isPresent() ? "holds.winner" : "holds.first"));
  }

  private void wishes() {
    line("wishes");
    List<Wish> used =
        profile.wishes().stream().filter(w -> models.stream().allMatch(m -> usable(m, w))).toList();
    double total = used.stream().mapToDouble(Wish::weight).sum();
    for (Wish wish : profile.wishes()) {
      boolean counts = used.contains(wish);
      lines.add("  " + features.label(wish.feature()));
      lines.add(
          "    "
              + wanted(wish.desirability())
              + "; "
              + (counts
                  ? words.say("weight", words.number(PERCENT * wish.weight() / total, 0))
                  : words.say("dropped", because(wish))));
      models.forEach(model -> lines.add("    " + features.measured(model, wish, width())));
    }
  }

  private static boolean usable(ChoiceSection model, Wish wish) {
    var measured = model.candidate().features().get(wish.feature());
    return measured != null && measured.usable();
  }

  private String because(Wish wish) {
    return models.stream()
        .filter(model -> !usable(model, wish))
        .map(ChoiceSection::model)
        .collect(Collectors.joining(", "));
  }

  private String wanted(Desirability wish) {
    String key = "wanted." + wish.better().name().toLowerCase(Locale.ROOT);
    return words.say(
        key, features.knot(wish.low()), features.knot(wish.high()), features.knot(wish.target()));
  }

  /** Only a panel of models has it. */
  private void rigidity() {
    List<Personality> panel = models.stream().map(ChoiceSection::personality).toList();
    for (Style style : Style.values()) {
      io.stateprint.traits.Panel.rigidity(panel, style)
          .ifPresent(
              values -> {
                if (style.index() == 0) {
                  lines.add("");
                  line("rigidity");
                }
                List<String> each = new ArrayList<>();
                for (int m = 0; m < values.size(); m++) {
                  each.add(
                      "%s %s %s"
                          .formatted(
                              models.get(m).model(),
                              words.number(values.get(m).value(), 2),
                              features.interval(values.get(m).interval(), 2)));
                }
                lines.add("  " + words.say(style.id()) + ": " + String.join(", ", each));
              });
    }
  }

  private void grades() {
    lines.add("");
    line("grades");
    for (ChoiceSection model : models) {
      List<String> each = new ArrayList<>();
      for (Style style : Style.values()) {
        each.add(words.say(style.id()) + " " + grade(model.personality().of(style)));
      }
      lines.add("  %s  %s".formatted(pad(model.model(), width()), String.join(", ", each)));
    }
    indented("grade.note");
  }

  /** With the checks that are red. */
  private String grade(StyleVerdict verdict) {
    if (verdict.grade() != Grade.X) {
      return verdict.grade().name();
    }
    return verdict.tests().stream()
        .filter(test -> test.colour() == Colour.RED)
        .map(test -> test.check() + " " + words.number(test.value(), 2))
        .collect(Collectors.joining(", ", Grade.X + " (", ")"));
  }

  private void warnings() {
    TreeSet<String> codes = new TreeSet<>();
    models.forEach(model -> codes.addAll(model.personality().warnings()));
    lines.add("");
    line("warnings");
    for (String code : codes) {
      String whose =
          models.stream()
              .filter(model -> model.personality().warnings().contains(code))
              .map(ChoiceSection::model)
              .collect(Collectors.joining(", "));
      lines.add("  %s: %s (%s)".formatted(code, words.say(code), whose));
    }
  }

  private void footer(RunSection run) {
    lines.add("");
    line("footer");
    indented(
        "run",
        run.runId(),
        run.version(),
        Long.toString(run.seed()),
        Integer.toString(run.replicates()));
    indented("profile", profile.source().file(), hash(profile.source().sha256()));
    indented(
        "prompts", String.join(", ", run.promptsSha256().stream().map(ChoicePage::hash).toList()));
    for (ChoiceSection model : models) {
      ModelSection.Facts facts = model.facts();
      indented(
          "hashes",
          model.model(),
          hash(facts.weightsFingerprint()),
          hash(facts.tokenizerSha256()),
          facts.templateSha256().isEmpty() ? words.say("none") : hash(facts.templateSha256()),
          facts.computeType());
    }
    lines.add("");
    line("states", run.store(), run.runId());
  }

  private int width() {
    return models.stream().mapToInt(model -> model.model().length()).max().orElse(0);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private void line(String key, Object... arguments) {
    lines.add(words.say(key, arguments));
  }

  private void indented(String key, Object... arguments) {
    lines.add("  " + words.say(key, arguments));
  }

  private static String hash(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }
}
