package io.stateprint.jobs.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a bar tells, on terminals of several widths. */
class BarLineTest {
  private static final BarLine HALF =
      new BarLine(
          "sample llama", 40, 80, "layers", Duration.ofSeconds(95), "12.50 GB read, 0.13 GB/s");

  @Test
  void aWideTerminalShowsTheBarAndEverythingElse() {
    assertThat(HALF.in(120))
        .isEqualTo(
            "sample llama  50% [========>       ] 40/80 layers, 1:35 left, 12.50 GB read, 0.13 GB/s, 1:35 so far"
                .replace("[========>       ]", "[" + "=".repeat(18) + ">" + " ".repeat(18) + "]"));
  }

  @Test
  void aNarrowTerminalKeepsWhatMattersWhole() {
    assertThat(HALF.in(79))
        .isEqualTo(
            "sample llama  50% [====>    ] 40/80 layers, 1:35 left, 12.50 GB read, 0.13 GB/s")
        .hasSizeLessThan(80);
    assertThat(HALF.in(45)).isEqualTo("sample llama  50% 40/80 layers, 1:35 left");
  }

  @Test
  void nothingIsSaidOfTheRestBeforeAnythingIsDone() {
    BarLine begun = new BarLine("report", 0, 3, "runs", Duration.ofSeconds(4), "");

    assertThat(begun.in(79)).contains("0/3 runs").doesNotContain("left");
  }

  @Test
  void hoursAreWritten() {
    BarLine slow = new BarLine("sample m", 1, 3, "layers", Duration.ofMinutes(95), "");

    assertThat(slow.in(79)).contains("3:10:00 left", "1:35:00 so far");
  }
}
