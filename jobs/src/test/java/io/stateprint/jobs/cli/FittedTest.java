package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages on terminals of several widths. */
class FittedTest {
  private static final String PAGE =
      """
      m: llama, 4 layers
        Percent of the model's own range: 0 as when told to hold the style back, 100 as when told to show it.
        style            score  95% interval      grade   layers      AUC     d'   rel.  by depth (0 to 100)
        empathy           46.7  [  43.8,   49.5]      B   7-26*       0.98    3.7   1.00  ▁▁█▁▁▁▁▄▂▁▁▁▇█▅▇▇▆▆▆▅▃▂▂▂▂▁▁▁▁
        technicality         -  [     -,      -]      X   no layer is reliable for it: AUC up to 0.77, reliability up to 1.00
        formality       (83.0)  [  80.2,   85.7]      X   7-26*       0.97    3.4   1.00  █▇▃██████▆▅▄▃█████▇▆█▇▅▆▅▅▅▄▅▅
        By category:
                                      analytic                creative               emotional                 support
        empathy          41.0 [  34.6,   46.5]   41.1 [  37.3,   45.2]   54.9 [  49.2,   60.9]   48.6 [  43.2,   53.3]
        formality      (92.5) [  88.8,   96.3] (73.6) [  68.0,   79.5] (78.2) [  72.1,   84.2] (87.7) [  82.6,   92.4]
        empathy follows its prompts: +11.3 points [3.1, 19.5] on emotional over the rest.
      Tables: file:/a/very/long/path/of/a/store/that/a/user/may/want/to/copy/from/the/terminal/runs (run_id=first)
      """
          .strip();

  @Test
  void aPageThatFitsIsLeftAsItIs() {
    assertThat(new Fitted(200).page(PAGE)).isEqualTo(PAGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100, 120})
  void noLineIsWiderThanTheTerminalExceptAWordThatIs(int width) {
    List<String> wide =
        new Fitted(width)
            .page(PAGE)
            .lines()
            .filter(line -> line.length() > width && line.strip().contains(" "))
            .toList();

    assertThat(wide).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 100})
  void nothingIsLostAndNoNumberOrIntervalIsCut(int width) {
    String page = new Fitted(width).page(PAGE);

    List<String> left = new ArrayList<>(words(page));
    assertThat(words(PAGE)).allMatch(left::remove);
    assertThat(page.lines())
        .filteredOn(line -> line.contains("[") || line.contains("]"))
        .allMatch(line -> line.matches("[^\\[\\]]*(\\[[^\\[\\]]*\\][^\\[\\]]*)+"));
  }

  @Test
  void aTableGoesOnBelowItselfWithItsFirstColumnAgain() {
    assertThat(new Fitted(80).page(PAGE))
        .contains(
            """
                                            analytic                creative
              empathy          41.0 [  34.6,   46.5]   41.1 [  37.3,   45.2]
              formality      (92.5) [  88.8,   96.3] (73.6) [  68.0,   79.5]
                                       emotional                 support
              empathy      54.9 [  49.2,   60.9]   48.6 [  43.2,   53.3]
              formality  (78.2) [  72.1,   84.2] (87.7) [  82.6,   92.4]
            """)
        .contains("\n  empathy         1.00  ▁▁█");
  }

  /** A run may have a name of a hundred letters. */
  @Test
  void aRemarkBesideALongerFirstColumnStays() {
    String page =
        new Fitted(60)
            .page(
                """
                  run                           p      q
                  %s
                  short                         0.012  0.4  repeats the reference to the bit, not counted"""
                    .formatted("n".repeat(90)));

    assertThat(words(page))
        .contains("n".repeat(90))
        .containsSubsequence("repeats", "the", "reference", "to", "the", "bit,", "not", "counted");
  }

  @Test
  void aSingleIndentedLineStays() {
    String line =
        " ".repeat(20) + "one two three # four five six seven eight nine ten eleven twelve";

    assertThat(words(new Fitted(50).page(line))).isEqualTo(words(line));
    assertThat(words(new Fitted(50).page(line.replace("# ", "")))).hasSize(12);
  }

  /** Such as what the categories alone give, or a grade. */
  @Test
  void whatStandsInBracketsAfterAnIntervalStaysWithIt() {
    String page =
        new Fitted(50)
            .page(
                """
                  base       CKA                            style RSA
                   0 (0.08)   1.00 [ 1.00;  1.00] ( 0.01)*   0.36 [ 0.14;  0.58] ( 0.03)*
                   1 (0.17)   1.00 [ 1.00;  1.00] ( 0.02)*   0.98 [ 0.97;  0.99] ( 0.07)*""");

    assertThat(page)
        .contains("\n 0 (0.08)   1.00 [ 1.00;  1.00] ( 0.01)*\n")
        .contains("\n 1 (0.17)    0.98 [ 0.97;  0.99] ( 0.07)*");
  }

  /** As the page of drift has them: 95% for all styles at once, then 90% for the one. */
  @Test
  void aSecondIntervalGoesOnBelowUnderItsOwnTitle() {
    String page =
        new Fitted(60)
            .page(
                """
                  style          difference [95%, all styles at once]  [90%, this style]
                  empathy              8.02 [   7.96,    8.07]         [   7.99,    8.05]  changed
                  technicality        -0.33 [  -0.44,   -0.22]         [  -0.40,   -0.27]  unchanged""");

    assertThat(page)
        .isEqualTo(
            """
              style          difference [95%, all styles at once]
              empathy              8.02 [   7.96,    8.07]
              technicality        -0.33 [  -0.44,   -0.22]
              style          [90%, this style]
              empathy        [   7.99,    8.05]  changed
              technicality   [  -0.40,   -0.27]  unchanged""");
  }

  /** A curve of 126 layers is a letter a layer: it may go on in the next line. */
  @Test
  void aCurveLongerThanTheTerminalGoesOnBelow() {
    String curve = "▁█".repeat(63);
    String page =
        new Fitted(80).page("  style  by depth\n  warm   " + curve + "\n  cold   " + curve);

    assertThat(page.lines()).allMatch(line -> line.length() <= 80);
    assertThat(
            page.lines()
                .filter(line -> line.startsWith("  warm"))
                .map(line -> line.substring(6).strip()))
        .satisfies(parts -> assertThat(String.join("", parts)).isEqualTo(curve));
  }

  /** Such as RANDOM WEIGHTS at the end of a line, or a grade whose column goes on below. */
  @ParameterizedTest
  @ValueSource(ints = {40, 44, 50, 60, 80, 200})
  void paintIsKeptOverAFoldAndChangesNoLine(int width) {
    String page =
        PAGE
            + """

            L3: THE PERSONALITY CHANGED. Alarm (exit code 3).
              RANDOM WEIGHTS: they know nothing. A check that does not pass makes the number red: grade X.
              ожидалось    0,6 в слоях с 1 по 7 из двенадцати
              получено     0,1 в слоях с 1 по 7; НЕ СОШЛОСЬ""";
    String painted = new Paint(true).page(page, new Fitted(width)::page);

    assertThat(coloured(painted))
        .isEqualTo(coloured(new Paint(true).page(page)))
        .contains("31m WEIGHTS", "31m СОШЛОСЬ", "36m B", "31m X");
    assertThat(painted.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(new Fitted(width).page(page));
  }

  /** A text may hold any letter, those that stand for coloured ones too. */
  @Test
  void aTextOfPrivateLettersIsShownAsItIs() {
    String text = "  a  B  RED \uE100\uE101";

    assertThat(new Paint(true).page(text)).isEqualTo(text);
  }

  /** Words with the code of their colour, in any order. */
  private static List<String> coloured(String page) {
    return Pattern.compile("\u001b\\[(3[1-7]m)([^\u001b]*)\u001b\\[39m")
        .matcher(page)
        .results()
        .flatMap(found -> words(found.group(2)).stream().map(word -> found.group(1) + " " + word))
        .sorted()
        .toList();
  }

  private static List<String> words(String page) {
    return Arrays.stream(page.strip().split("\\s+")).collect(Collectors.toList());
  }
}
