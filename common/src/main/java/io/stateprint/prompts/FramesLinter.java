package io.stateprint.prompts;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds document frames to their rules: one a condition; what follows the place of the text is the
 * same in all; the two poles of a style have like length and most of their words in common.
 *
 * @param findings where what is wrong is noted
 */
record FramesLinter(Findings findings) {
  private static final String FILE = "frames-1.2.0";
  private static final double LIKE = 0.15;
  private static final double SHARED = 0.6;
  private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");

  void lint(Path folder, String lang) {
    String name = "%s.%s.jsonl".formatted(FILE, lang);
    List<Frame> frames = Prompts.frames(List.of(folder.resolve(name))).get(0).entries();
    Set<String> conditions = frames.stream().map(Frame::condition).collect(Collectors.toSet());
    Set<String> wanted = conditions();
    require(
        name,
        conditions.equals(wanted) && frames.size() == wanted.size(),
        "has not one frame a condition");
    for (Frame frame : frames) {
      require(name, frame.lang().equals(lang), frame.id() + " is not in language " + lang);
      require(
          name,
          Languages.of(frame.text()).equals(lang),
          frame.id() + " is not written in language " + lang);
      require(
          name,
          after(frame).equals(after(frames.get(0))),
          frame.id() + " goes on in other words after the text than " + frames.get(0).id());
    }
    for (Style style : Style.values()) {
      Optional<Frame> plus = find(frames, "+" + style.id());
      Optional<Frame> minus = find(frames, "-" + style.id());
      if (plus.isPresent() && minus.isPresent()) {
        poles(name, plus.orElseThrow(), minus.orElseThrow());
      }
    }
  }

  private static Set<String> conditions() {
    return Stream.concat(
            Stream.of("default"),
            Arrays.stream(Style.values()).flatMap(s -> Stream.of("+" + s.id(), "-" + s.id())))
        .collect(Collectors.toSet());
  }

  private static Optional<Frame> find(List<Frame> frames, String condition) {
    return frames.stream().filter(f -> f.condition().equals(condition)).findFirst();
  }

  private static String after(Frame frame) {
    return frame.text().substring(frame.text().indexOf(Frame.PLACE));
  }

  private void poles(String name, Frame plus, Frame minus) {
    double ratio = plus.text().length() / (double) minus.text().length();
    require(
        name,
        Math.abs(ratio - 1) <= LIKE,
        "%s is %.2f as long as %s".formatted(plus.id(), ratio, minus.id()));
    Set<String> one = words(plus);
    Set<String> both = new HashSet<>(one);
    both.retainAll(words(minus));
    require(
        name,
        both.size() >= SHARED * one.size(),
        "%s and %s have %d words in common".formatted(plus.id(), minus.id(), both.size()));
  }

  private static Set<String> words(Frame frame) {
    return NO_LETTERS.splitAsStream(frame.text()).collect(Collectors.toSet());
  }

  private void require(String name, boolean holds, String sentence) {
    if (!holds) {
      findings.add("%s: %s".formatted(name, sentence));
    }
  }
}
