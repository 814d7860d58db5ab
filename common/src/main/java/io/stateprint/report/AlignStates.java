package io.stateprint.report;

import io.stateprint.comparison.SharedEffect;
import io.stateprint.prompts.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The part of the page of alignment that lays states of both models on one scale. */
final class AlignStates {
  private static final int SHOWN_LAYERS = 8;

  private final Words words;
  private final AlignSection section;
  private final List<String> lines = new ArrayList<>();

  private AlignStates(Words words, AlignSection section) {
    this.words = words;
    this.section = section;
  }

  static List<String> lines(Words words, AlignSection section) {
    AlignStates part = new AlignStates(words, section);
    part.shared();
    part.shifts();
    return part.lines;
  }

  private void shared() {
    lines.add("");
    line("shared");
    for (Style style : Style.values()) {
      Optional<SharedEffect.OfStyle> plain = of(section.shared().plain(), style);
      Optional<SharedEffect.OfStyle> chat = of(section.shared().chat(), style);
      String base =
          plain.or(() -> chat).map(row -> words.number(row.base().value(), 1)).orElse("-");
      lines.add(
          "  %-13s %7s  %s  %s"
              .formatted(words.say(style.id()), base, row(plain), row(chat))
              .stripTrailing());
    }
  }

  private static Optional<SharedEffect.OfStyle> of(SharedEffect effect, Style style) {
    return effect.styles().stream().filter(row -> row.style() == style).findFirst();
  }

  private String row(Optional<SharedEffect.OfStyle> found) {
    return found
        .map(
            row ->
                "%7s %7s [%6s; %6s]"
                    .formatted(
                        words.number(row.other().value(), 1),
                        words.signed(row.difference(), 1),
                        words.signed(row.interval().low(), 1),
                        words.signed(row.interval().high(), 1)))
        .orElse("%7s %7s %16s".formatted("-", "-", ""));
  }

  private void shifts() {
    lines.add("");
    boolean known = section.replicates() > 0;
    line(known ? "shift.known" : "shift");
    List<AlignSection.Shift> all = section.shifts();
    for (int i = 0; i < SHOWN_LAYERS; i++) {
      int at = (int) Math.ceil((i + 1) * all.size() / (double) SHOWN_LAYERS) - 1;
      int before = (int) Math.ceil(i * all.size() / (double) SHOWN_LAYERS) - 1;
      if (at > before && at < all.size()) {
        AlignSection.Shift shift = all.get(at);
        lines.add(
            "  %5d (%s) %10s %10s%s"
                .formatted(
                    shift.layer(),
                    words.number(shift.depth(), 2),
                    words.number(shift.plain(), 4),
                    words.number(shift.chat(), 4),
                    known ? floors(shift) : ""));
      }
    }
    lines.add(
        "  "
            + (known
                ? words.say("floor.known", Integer.toString(section.replicates()))
                : words.say("floor")));
  }

  private String floors(AlignSection.Shift shift) {
    return " %12s %10s %10s"
        .formatted(
            small(shift.floor()),
            words.number(shift.over(shift.plain()), 0),
            words.number(shift.over(shift.chat()), 0));
  }

  private static String small(double value) {
    return Double.isNaN(value) ? "-" : String.format(java.util.Locale.ROOT, "%.1e", value);
  }

  private void line(String key) {
    words.say(key).lines().forEach(lines::add);
  }
}
