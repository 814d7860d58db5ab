package io.stateprint.drift;

import static io.stateprint.evidence.Golden.assertNear;
import static io.stateprint.evidence.Golden.doubles;
import static io.stateprint.evidence.Golden.elements;
import static io.stateprint.evidence.Golden.floats;
import static io.stateprint.evidence.Golden.ints;
import static io.stateprint.evidence.Golden.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.stateprint.evidence.Golden;
import io.stateprint.evidence.SignFlip;
import io.stateprint.geometry.CentredStates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Against NumPy and SciPy. */
class DriftAgreementTest {
  private static final JsonNode EXPECTED = Golden.of("drift");
  private static final List<String> PROMPTS =
      IntStream.range(0, 10).mapToObj(x -> "p" + x).toList();
  private static final LabelDraws DRAWS =
      new LabelDraws(
          elements(EXPECTED.get("picks")).stream().map(Golden::ints).toArray(int[][]::new), 20);

  @Test
  void floorsAndDistancesAgree() {
    for (int l = 0; l < 2; l++) {
      JsonNode expected = EXPECTED.get("layers").get(l);
      LayerDrift drift = layer(l);
      NoiseFloor floor = drift.baseline().floor();

      assertNear(floor.distances(), expected.get("distances"));
      assertNear(floor.typical(), expected.get("typical"));
      assertNear(floor.highest(), expected.get("highest"));
      List<PromptDrift> rows = drift.prompts();
      assertNear(rows.stream().mapToDouble(PromptDrift::distance).toArray(), expected.get("now"));
      assertNear(rows.stream().mapToDouble(PromptDrift::p).toArray(), expected.get("p"));
      assertNear(
          rows.stream().mapToDouble(PromptDrift::pooledP).toArray(), expected.get("pooled_p"));
      assertNear(
          rows.stream().mapToDouble(PromptDrift::legacyDistance).toArray(), expected.get("legacy"));
    }
  }

  @Test
  void projectionsAndPlantedShiftsAgree() {
    for (int l = 0; l < 2; l++) {
      JsonNode expected = EXPECTED.get("layers").get(l);
      LayerDrift drift = layer(l);

      assertNear(drift.moved(), expected.get("moved"));
      assertNear(
          IntStream.range(0, 4).mapToDouble(drift.baseline()::floorAlong).toArray(),
          expected.get("floor_along"));
      assertNear(drift.baseline().products().rawDistance(3, 2, 1, 0.7), expected.get("planted"));
      assertNear(
          drift.baseline().products().moved(4, 5), expected.get("replicates_moved").get(4).get(5));
    }
  }

  @Test
  void energyStatisticsAgree() {
    for (int l = 0; l < 2; l++) {
      JsonNode expected = EXPECTED.get("layers").get(l);
      EnergyShift energy = layer(l).energy();

      assertNear(energy.current(), expected.get("energy"));
      assertNear(energy.replicates(), expected.get("energy_replicates"));
      assertNear(energy.drawn(), expected.get("energy_drawn"));
    }
  }

  @Test
  void theTestOfTheRunAgrees() {
    JsonNode expected = EXPECTED.get("run");
    RunDrift run = RunDrift.of(List.of(layer(0), layer(1)), new SignFlip.Draws(1999, 1), 0.01);

    assertNear(run.projections().p(), expected.get("p").get(3));
    assertThat(run.projections().statistic())
        .isCloseTo(-expected.get("t").get(3).asDouble(), within(1e-6));
    assertNear(run.projections().floor(), expected.get("floor"));
    assertNear(run.energy().statistic(), expected.get("energy"));
    assertNear(run.energy().p(), expected.get("energy_p"));
    assertNear(run.energy().floor(), expected.get("energy_floor"));
  }

  @Test
  void theTestOfPersonalityAgrees() {
    JsonNode expected = EXPECTED.get("personality");
    PersonalityScores scores =
        new PersonalityScores(
            doubles(expected.get("differences")), table(expected.get("replicates")), 40, 36);
    PersonalityDrift drift = PersonalityDrift.of(scores, PersonalityDrift.LEAST_POINTS);

    assertNear(drift.bounds().critical(), expected.get("critical"));
    double[] powers = {5, 8, 10};
    for (int k = 0; k < 4; k++) {
      assertNear(drift.bounds().least(k), expected.get("least").get(k));
      assertNear(drift.narrow()[k].low(), expected.get("narrow").get(k).get(0));
      assertNear(drift.narrow()[k].high(), expected.get("narrow").get(k).get(1));
      assertThat(drift.findings()[k].name()).isEqualTo(expected.get("findings").get(k).asText());
      if (expected.get("needed").get(k).isNull()) {
        assertThat(drift.needed()[k]).isNaN();
      } else {
        assertNear(drift.needed()[k], expected.get("needed").get(k));
      }
    }
    for (int i = 0; i < powers.length; i++) {
      assertNear(PersonalityDrift.power(scores, 1, powers[i], 5), expected.get("power").get(i));
    }
  }

  @Test
  void seriesAgree() {
    JsonNode expected = EXPECTED.get("series");
    ReferenceRuns reference = new ReferenceRuns(doubles(expected.get("reference")));
    double[] series = doubles(expected.get("series"));
    double[] z = Arrays.stream(series).map(reference::standardised).toArray();
    double[] recursive = reference.recursive(series);
    Cusum cusum = Cusum.of(recursive, Cusum.ALLOWANCE, Cusum.LIMIT);

    assertNear(z, expected.get("z"));
    assertNear(recursive, expected.get("recursive"));
    assertNear(EProcess.known(z).logEvidence(), expected.get("known"));
    assertNear(EProcess.since(reference, series).logEvidence(), expected.get("since"));
    for (int t = 0; t < series.length; t++) {
      assertNear(cusum.up()[t], expected.get("cusum").get(t).get(0));
      assertNear(cusum.down()[t], expected.get("cusum").get(t).get(1));
    }
  }

  private static LayerDrift layer(int index) {
    JsonNode layer = EXPECTED.get("layers").get(index);
    List<float[][]> replicates = new ArrayList<>();
    layer.get("reference").forEach(replicate -> replicates.add(floats(replicate)));
    LayerReference reference =
        new LayerReference(
            index,
            (index + 1) / 2.0,
            PROMPTS,
            replicates.toArray(float[][][]::new),
            new CentredStates(doubles(layer.get("centre")), ints(layer.get("massive"))),
            table(layer.get("axes")));
    return LayerDrift.of(
        reference,
        LayerBaseline.of(reference),
        new LayerRun(index, PROMPTS, floats(layer.get("current"))),
        DRAWS);
  }
}
