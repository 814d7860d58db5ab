package io.stateprint.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideSettingsTest {
  private static final String HOOK = "https://hooks.example/services/planted-9b1d";
  private static final String MODEL = "sweep.models=[{id = m, checkpoint = \"some/dir\"}]";
  @TempDir private Path folder;

  @Test
  void tellsNobodyLogsNothingAndKnowsNoPriceUnlessSaid() {
    OutsideSettings outside = load().outside();

    assertThat(outside.alert().webhook()).isEmpty();
    assertThat(outside.alert().timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(outside.cost().isKnown()).isFalse();
    assertThat(outside.log()).isEqualTo(new LogSettings("off", false));
  }

  @Test
  void takesTheAddressFromAFileAndShowsItNowhere() throws IOException {
    Path file = Files.writeString(folder.resolve("hook"), HOOK + "\n");
    for (Settings settings :
        List.of(load("alert.webhook-file=" + file), load("alert.webhook=" + HOOK))) {
      assertThat(settings.outside().alert().webhook()).contains(URI.create(HOOK));
      assertThat(settings.toJson()).doesNotContain("planted");
      assertThat(settings.outside().toString()).doesNotContain("planted");
    }
  }

  @Test
  void hidesSecretsOfSparkInMessagesAndTables() {
    Settings settings = load("spark.conf.\"spark.authenticate.secret\"=planted");

    assertThat(settings.toJson()).doesNotContain("planted").contains("(redacted)");
    assertThat(settings.spark().conf()).containsEntry("spark.authenticate.secret", "planted");
  }

  @Test
  void anExecutorHourHasAPrice() {
    CostSettings cost = load("cost.per-executor-hour=1.8", "cost.currency=EUR").outside().cost();

    assertThat(cost.of(7200)).isEqualTo(3.6);
    assertThat(cost.currency()).isEqualTo("EUR");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alert.attempts=0 | alert.attempts = 0 is out of range",
        "alert.timeout=0s | alert.timeout is not above zero",
        "alert.webhook-file=/no/such | alert.webhook-file = /no/such cannot be read",
        "cost.per-executor-hour=-1 | cost.per-executor-hour = -1.0 is not a price",
        "cost.per-executor-hour=cheap | cost.per-executor-hour = \"cheap\" is of the wrong kind",
        "log.level=loud | log.level = loud is not known; choose off",
        "log.format=xml | log.format = xml is not known; choose text or json",
        "alert.web-hook=x | did you mean alert.webhook?"
      })
  void saysWhatIsWrong(String assignment, String problem) {
    assertThat(refused(assignment)).hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alert.webhook=http://hooks.example/planted-9b1d",
        "alert.webhook=ftp://hooks.example/planted-9b1d",
        "alert.webhook=https:///planted-9b1d",
        "alert.webhook=https://hooks.example/planted-9b1d with a gap",
        "alert.webhook=planted-9b1d",
        "alert.webhook=[planted-9b1d]",
        "alert.webhook={planted-9b1d = 1}",
        "alert=planted-9b1d",
        "alert=https://hooks.example/planted-9b1d"
      })
  void refusesAnAddressThatIsNotSafeWithoutShowingIt(String assignment) {
    assertThat(refused(assignment))
        .hasMessageContaining("alert")
        .hasMessageNotContaining("planted");
  }

  @Test
  void refusesTwoAddresses() throws IOException {
    Path file = Files.writeString(folder.resolve("hook"), HOOK);
    assertThat(refused("alert.webhook=" + HOOK, "alert.webhook-file=" + file))
        .hasMessageContaining("alert.webhook and alert.webhook-file are both given")
        .hasMessageNotContaining("planted");
  }

  private static SettingsException refused(String... assignments) {
    return catchThrowableOfType(SettingsException.class, () -> load(assignments));
  }

  private static Settings load(String... assignments) {
    List<String> all = new ArrayList<>(List.of(assignments));
    all.add(MODEL);
    return SettingsLoader.load(
        new SettingsSources(
            List.of(), all, Path.of("..").toAbsolutePath().normalize(), Clock.systemUTC()));
  }
}
