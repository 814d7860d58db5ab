package io.stateprint.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.jobs.settings.AlertSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTest {
  private static final DriftAlert ALERT =
      new DriftAlert(
          "0.1.0",
          "s3a://b/runs",
          "first",
          List.of(new DriftAlert.Model("m", "tonight", "L3", List.of("weights"))));

  @Test
  void postsJsonThatChatsAndScriptsCanRead() throws Exception {
    try (HookServer hook = new HookServer()) {
      assertThat(Webhook.post(to(hook, 1), ALERT)).isEmpty();

      HookServer.Asked asked = hook.asked().get(0);
      assertThat(asked.method()).isEqualTo("POST");
      assertThat(asked.path()).isEqualTo("/services/planted-hook-7c2e");
      assertThat(asked.type()).isEqualTo("application/json; charset=utf-8");
      JsonNode body = new ObjectMapper().readTree(asked.body());
      assertThat(body.path("text").asText())
          .isEqualTo("Stateprint: drift of m L3 in run tonight against run first (s3a://b/runs)");
      assertThat(body.path("event").asText()).isEqualTo("drift");
      assertThat(body.path("models").path(0).path("verdict").asText()).isEqualTo("L3");
      assertThat(body.path("models").path(0).path("changed").path(0).asText()).isEqualTo("weights");
    }
  }

  @Test
  void triesAgainWhatPasses() {
    try (HookServer hook = new HookServer(503, HookServer.BREAK, 429)) {
      assertThat(Webhook.post(to(hook, 4), ALERT)).isEmpty();
      assertThat(hook.asked()).hasSize(4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 404})
  void doesNotTryAgainWhatStaysAndFollowsNoRedirect(int state) {
    try (HookServer hook = new HookServer(state)) {
      assertThat(Webhook.post(to(hook, 4), ALERT).orElseThrow())
          .startsWith(
              "Cannot deliver the alert: the webhook answered %d (1 attempt)".formatted(state))
          .doesNotContain("planted", "127.0.0.1");
      assertThat(hook.asked()).hasSize(1);
    }
  }

  @Test
  void givesUpAfterSoManyAttemptsAndNeverNamesTheAddress() {
    try (HookServer hook = new HookServer(500, 500, HookServer.SILENCE)) {
      assertThat(Webhook.post(to(hook, 3), ALERT).orElseThrow())
          .startsWith("Cannot deliver the alert: no answer within 500 ms (3 attempts)")
          .doesNotContain("planted", "127.0.0.1");
      assertThat(hook.asked()).hasSize(3);
    }
    URI closed = URI.create("http://127.0.0.1:9/planted-hook");
    assertThat(Webhook.post(to(closed, 2), ALERT).orElseThrow())
        .startsWith("Cannot deliver the alert: no connection (2 attempts)")
        .doesNotContain("planted", "127.0.0.1");
  }

  @Test
  void tellsNobodyWhereNobodyIsToBeTold() {
    AlertSettings nobody =
        new AlertSettings(Optional.empty(), Duration.ofSeconds(1), 1, Duration.ofMillis(1));
    assertThat(Webhook.post(nobody, ALERT)).isEmpty();
  }

  private static AlertSettings to(HookServer hook, int attempts) {
    return to(URI.create(hook.url()), attempts);
  }

  private static AlertSettings to(URI address, int attempts) {
    return new AlertSettings(
        Optional.of(address), Duration.ofMillis(500), attempts, Duration.ofMillis(1));
  }
}
