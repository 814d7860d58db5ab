package io.stateprint.validity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradeTest {
  @ParameterizedTest
  @CsvSource({
    "V1,0.90,GREEN",
    "V1,0.899,AMBER",
    "V1,0.75,AMBER",
    "V1,0.749,RED",
    "V2,0.25,GREEN",
    "V2,0.15,AMBER",
    "V2,0.149,RED",
    "V3,0.05,GREEN",
    "V3,0,AMBER",
    "V3,-0.01,RED",
    "V4,0.80,GREEN",
    "V4,0.60,AMBER",
    "V4,0.59,RED",
    "V7,0.01,GREEN",
    "V7,0.05,AMBER",
    "V7,0.051,RED",
    "V10,2,GREEN",
    "V10,1,AMBER",
    "V10,0.9,RED",
    "V15,0.02,GREEN",
    "V15,0.05,AMBER",
    "V15,0.06,RED",
    "V16,0.03,GREEN",
    "V16,0.07,GREEN",
    "V16,0.02,AMBER",
    "V16,0.09,AMBER",
    "V16,0.019,RED",
    "V16,0.1,RED",
    "V17,0.05,GREEN",
    "V17,0.051,RED",
    "V19,0,GREEN",
    "V19,1e-6,AMBER",
    "V19,1e-4,RED",
    "V4,NaN,NOT_RUN"
  })
  void boundsAreThoseOfTheTable(Check check, double value, Colour colour) {
    ValidityTest test = check.judge(value);
    assertThat(test.colour()).isEqualTo(colour);
    assertThat(test.why().isEmpty()).isEqualTo(colour == Colour.GREEN);
  }

  @Test
  void gradesFollowTheColours() {
    assertThat(Grade.of(all(1, 1, 1, 1))).isEqualTo(Grade.A);
    assertThat(Grade.of(all(0.8, 1, 1, 1))).isEqualTo(Grade.B);
    assertThat(Grade.of(all(0.8, 0.2, 1, 1))).isEqualTo(Grade.C);
    assertThat(Grade.of(all(0.8, 0.2, 1, 0.1))).isEqualTo(Grade.X);
    assertThat(Grade.lower(Grade.A, Grade.C)).isEqualTo(Grade.C);
  }

  @Test
  void aCheckThatMattersAndWasNotRunKeepsFromTheBestGrade() {
    List<ValidityTest> tests = all(1, 1, 1, 1);
    tests.set(4, Check.V5.notRun("no paraphrases"));
    assertThat(Grade.of(tests)).isEqualTo(Grade.B);
    tests.add(Check.V13.notRun("one language"));
    assertThat(Grade.of(tests)).isEqualTo(Grade.B);
  }

  @Test
  void someChecksAreRedWhateverTheirValue() {
    assertThat(Evidence.nuisance(0.1, 96, 0.05).colour()).isEqualTo(Colour.GREEN);
    assertThat(Evidence.nuisance(0.1, 96, 0.12).colour()).isEqualTo(Colour.AMBER);
    assertThat(Evidence.nuisance(-0.3, 96, 0.12).colour()).isEqualTo(Colour.AMBER);
    assertThat(Evidence.nuisance(0.1, 96, 0.4).colour()).isEqualTo(Colour.RED);
    assertThat(Evidence.floor(0.5, 1).colour()).isEqualTo(Colour.RED);
    assertThat(Evidence.floor(0.5, 4).colour()).isEqualTo(Colour.GREEN);
    assertThat(Evidence.wording(3, 0.2).colour()).isEqualTo(Colour.RED);
    assertThat(Evidence.nuisance(-0.45, 96, 0.05).colour()).isEqualTo(Colour.AMBER);
    assertThat(Evidence.nuisance(-0.45, 996, 0.05).colour()).isEqualTo(Colour.RED);
    assertThat(Evidence.nuisance(0.6, 96, 0.05).colour()).isEqualTo(Colour.RED);
    assertThat(control(0.51, 0.7).colour()).isEqualTo(Colour.RED);
    assertThat(control(0.58, 0.5).colour()).isEqualTo(Colour.GREEN);
    assertThat(control(0.51, Double.NaN).colour()).isEqualTo(Colour.NOT_RUN);
    assertThat(Evidence.recovery(0.97).colour()).isEqualTo(Colour.AMBER);
    assertThat(Evidence.languages(0.9, 0.6).colour()).isEqualTo(Colour.RED);
  }

  private static ValidityTest control(double random, double dealt) {
    return Evidence.control(new NegativeControl(random, 0.04), new NegativeControl(dealt, 0.01));
  }

  /** V1 to V10 with four values; the rest green. */
  private static List<ValidityTest> all(double v1, double v2, double v3, double v4) {
    return new ArrayList<>(
        List.of(
            Check.V1.judge(v1),
            Check.V2.judge(v2),
            Check.V3.judge(v3),
            Check.V4.judge(v4),
            Check.V5.judge(0.9),
            Check.V7.judge(0.001),
            Check.V10.judge(3)));
  }
}
