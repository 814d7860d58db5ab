package io.stateprint.geometry;

import static io.stateprint.evidence.Golden.assertNear;
import static io.stateprint.evidence.Golden.elements;
import static io.stateprint.evidence.Golden.floats;
import static io.stateprint.evidence.Golden.ints;
import static io.stateprint.evidence.Golden.table;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.evidence.Golden;
import io.stateprint.geometry.CategoryNull.Permutations;
import io.stateprint.profile.PromptKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GeometryAgreementTest {
  private static final JsonNode EXPECTED = Golden.of("geometry");
  private static final Permutations FEW = new Permutations(19, 1);

  @Test
  void centredCkaAgrees() {
    ckaAgrees(Scaling.CENTRED, EXPECTED.get("centred"));
  }

  @Test
  void standardisedCkaAgrees() {
    ckaAgrees(Scaling.STANDARDISED, EXPECTED.get("standardised"));
  }

  @Test
  void rsaOfStatesAgrees() {
    float[][] x = floats(EXPECTED.get("x"));
    float[][] y = floats(EXPECTED.get("y"));

    rsaAgrees(
        Rdm.cosine(x, CentredStates.around(x)),
        Rdm.cosine(y, CentredStates.around(y)),
        EXPECTED.get("rsa"));
  }

  @Test
  void rsaInStyleSpaceAgrees() {
    rsaAgrees(
        Rdm.style(table(EXPECTED.get("z1"))),
        Rdm.style(table(EXPECTED.get("z2"))),
        EXPECTED.get("style"));
  }

  @Test
  void layersOfTwoModelsAgree() {
    float[][] x = floats(EXPECTED.get("x"));
    float[][] y = floats(EXPECTED.get("y"));
    LayerLikeness found =
        LayerLikeness.of(
            prompts(),
            new LayerLikeness.Side(
                Layout.of(3, 0.5, x, CentredStates.around(x)), table(EXPECTED.get("z1"))),
            new LayerLikeness.Side(
                Layout.of(7, 0.6, y, CentredStates.around(y)), table(EXPECTED.get("z2"))),
            FEW);

    assertThat(List.of(found.first(), found.second())).containsExactly(3, 7);
    assertLikeness(found.cka(), EXPECTED.get("standardised").get("cka"));
    assertLikeness(found.rsa(), EXPECTED.get("rsa").get("rsa"));
    assertLikeness(found.style(), EXPECTED.get("style").get("rsa"));
  }

  private static void ckaAgrees(Scaling scaling, JsonNode expected) {
    double[][] k = Gram.of(floats(EXPECTED.get("x")), scaling);
    double[][] l = Gram.of(floats(EXPECTED.get("y")), scaling);

    assertLikeness(Likeness.cka(prompts(), k, l, FEW), expected.get("cka"));
    assertNear(Cka.biased(k, l), expected.get("biased"));
    int[] rows = IntStream.range(0, k.length).toArray();
    assertNear(Cka.debiased(k, l, rows, ints(EXPECTED.get("pairing"))), expected.get("permuted"));
  }

  private static void rsaAgrees(Rdm a, Rdm b, JsonNode expected) {
    assertLikeness(Likeness.rsa(prompts(), a, b, FEW), expected.get("rsa"));
    assertNear(Rsa.of(a, b), expected.get("rsa").get("value"));
    boolean[] pairs = new boolean[a.distances().length];
    Arrays.fill(pairs, true);
    assertNear(
        Rsa.permuted(a.ranks(pairs), b.ranks(pairs), ints(EXPECTED.get("pairing"))),
        expected.get("permuted"));
  }

  private static void assertLikeness(Likeness actual, JsonNode expected) {
    assertNear(actual.value(), expected.get("value"));
    assertNear(actual.spread(), expected.get("se"));
    assertNear(actual.interval().low(), expected.get("low"));
    assertNear(actual.interval().high(), expected.get("high"));
    assertThat(actual.p()).isBetween(0.05, 1.0);
  }

  static List<PromptKey> prompts() {
    List<JsonNode> categories = elements(EXPECTED.get("category"));
    List<JsonNode> topics = elements(EXPECTED.get("topic"));
    return IntStream.range(0, topics.size())
        .mapToObj(p -> new PromptKey("p" + p, categories.get(p).asText(), topics.get(p).asText()))
        .toList();
  }
}
