package io.stateprint.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Context;
import org.junit.jupiter.api.Test;

class HtmlPageTest {
  private static final String EVIL =
      "\"'><script>window.hit=1</script><img src=x onerror=hit()> </ScRiPt> {{program}}"
          + " Ю\u2028&amp;";

  @Test
  void namesAndPromptsStayData() throws IOException {
    String page = HtmlPage.of(evil());

    assertThat(page).doesNotContain("<script>window.hit", "<img src=x", "</ScRiPt>");
    JsonNode data = data(page);
    assertThat(data.at("/runs/0/models/0/id").asText()).isEqualTo(EVIL);
    assertThat(data.at("/runs/0/prompts/texts/0").asText()).isEqualTo(EVIL);
    assertThat(data.at("/runs/0/gaps/0/words/0").asText()).isEqualTo(EVIL);
  }

  @Test
  void onlyItsOwnProgramsMayRun() throws NoSuchAlgorithmException {
    String page = HtmlPage.of(evil());
    String policy = first(page, "Content-Security-Policy\" content=\"([^\"]*)\"");
    List<String> programs = all(page, "<script>(.*?)</script>");

    assertThat(programs).hasSize(2);
    for (String program : programs) {
      assertThat(policy).contains("'" + sha256(program) + "'");
    }
    assertThat(policy)
        .contains("default-src 'none'", "'" + sha256(first(page, "<style>(.*?)</style>")) + "'")
        .doesNotContain("unsafe", "http");
  }

  @Test
  void itsProgramIsJavaScript() {
    try (Context context =
        Context.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build()) {
      String program = all(HtmlPage.of(evil()), "<script>(.*?)</script>").get(1);
      assertThat(context.parse("js", program).canExecute()).isTrue();
    }
  }

  @Test
  void asksNothingOfANetwork() {
    String whole = HtmlPage.of(evil());
    String page = whole.replace(all(whole, "<script>(.*?)</script>").get(0), "");

    assertThat(all(page, "<[a-z]+[^>]* (?:src|href)=\"([^\"]*)\"")).isEmpty();
    assertThat(page).doesNotContain("@import", "url(http");
  }

  @Test
  void whatIsNotThereIsNullAndNumbersAreShort() throws IOException {
    JsonNode data = data(HtmlPage.of(evil()));
    JsonNode curve = data.at("/runs/0/models/0/poolings/last/paired/empathy/all");

    assertThat(curve.path("e").toString()).isEqualTo("[46.71,null,1.235E-12]");
    assertThat(curve.path("l").toString()).isEqualTo("[null,null,null]");
    assertThat(data.at("/runs/0/models/0/poolings/last/scores/empathy/auc").toString())
        .isEqualTo("0.98766");
  }

  @Test
  void bothLanguagesSayTheSameThingsWithTheSameWords() {
    ResourceBundle english = words("en");
    ResourceBundle russian = words("ru");

    assertThat(new TreeSet<>(russian.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
    for (String key : english.keySet()) {
      assertThat(slots(russian.getString(key))).as(key).isEqualTo(slots(english.getString(key)));
    }
  }

  @Test
  void everyWordThatTheProgramSaysIsThere() {
    String page = HtmlPage.of(evil());
    List<String> said = all(page, "\\bsay\\(\"([a-z._A-Z0-9]+[a-zA-Z0-9])\"");

    assertThat(said).hasSizeGreaterThan(100);
    assertThat(words("en").keySet()).containsAll(said);
  }

  @Test
  void aGapIsSaidInBothLanguages() {
    assertThat(Gap.of("unfinished", "m<1>").said("en")).startsWith("Model m<1> is half done");
    assertThat(Gap.of("unfinished", "m<1>").said("ru")).startsWith("Модель m<1> снята не до конца");
  }

  @Test
  void aMapUnpacksToWhatWasPacked() {
    double[][][] places = {{{0.5, -1}, {0.25, 0.125}}, {{-0.75, 0}, {1, -0.5}}};
    PageMap map =
        PageMap.of(
            new PageMap.Points(new int[] {0, 1}, new int[] {0, 0}, List.of("default")),
            new int[] {3, 4},
            places,
            new double[2][2]);
    java.nio.ShortBuffer x =
        java.nio.ByteBuffer.wrap(Base64.getDecoder().decode(map.x()))
            .order(java.nio.ByteOrder.LITTLE_ENDIAN)
            .asShortBuffer();

    for (int layer = 0; layer < 2; layer++) {
      for (int point = 0; point < 2; point++) {
        assertThat(x.get(2 * layer + point) * map.scale())
            .isCloseTo(places[layer][point][0], org.assertj.core.api.Assertions.within(1e-4));
      }
    }
  }

  private static PageData evil() {
    Curve curve =
        new Curve(
            new double[] {46.7123, Double.NaN, 1.23456e-12},
            new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.NaN},
            new double[] {50, Double.NaN, Double.POSITIVE_INFINITY});
    PageModel.Pooled pooled =
        new PageModel.Pooled(
            new int[] {0, 1, 2},
            new double[] {1 / 3.0, 2 / 3.0, 1},
            Map.of("empathy", Map.of("all", curve)),
            Map.of(),
            Map.of("empathy", "AXB"),
            Map.of(
                "empathy",
                new PageModel.Score(
                    new Curve.Point(46.7, Double.NaN, Double.NaN),
                    Map.of(),
                    3,
                    new int[] {1},
                    0.9876561,
                    1,
                    1,
                    1,
                    "X",
                    List.of("W26"),
                    "")),
            Map.of(),
            Map.of(),
            Map.of("empathy", new double[] {Double.NaN}));
    PageModel model =
        new PageModel(EVIL, Map.of("layers", 3), Map.of("last", pooled), Map.of(), List.of());
    PageRun run =
        new PageRun(
            "r",
            "2026-01-01T00:00:00Z",
            List.of(EVIL),
            new PageRun.Prompts(
                List.of("p"), new int[] {0}, List.of(EVIL), List.of("ru"), List.of(EVIL)),
            List.of(model),
            PageRun.Found.nothing(),
            List.of(Gap.of("unfinished", EVIL)));
    return new PageData(
        "0", "2026", "file:/s", "en", List.of(run), List.of(), List.of(), List.of());
  }

  private static JsonNode data(String page) throws IOException {
    return new ObjectMapper().readTree(first(page, "id=\"data\">(.*?)</script>"));
  }

  private static ResourceBundle words(String language) {
    return ResourceBundle.getBundle("io.stateprint.page.page", Locale.forLanguageTag(language));
  }

  private static java.util.Set<String> slots(String text) {
    return new TreeSet<>(all(text, "(\\{[0-9]})"));
  }

  private static String first(String text, String pattern) {
    return all(text, pattern).get(0);
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    return "sha256-"
        + Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
