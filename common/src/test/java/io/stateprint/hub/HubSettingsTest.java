package io.stateprint.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {
  @Test
  void readsTheEnvironment() {
    HubSettings settings =
        HubSettings.from(
            Map.of(
                "STATEPRINT_CACHE", "/big/cache",
                "HF_ENDPOINT", "https://mirror.example/hub/",
                "HF_TOKEN", " hf_secret\n",
                "HF_HUB_OFFLINE", "1"),
            "/home/me");
    assertThat(settings.cache()).isEqualTo(Path.of("/big/cache"));
    assertThat(settings.endpoint()).isEqualTo("https://mirror.example/hub");
    assertThat(settings.token()).contains("hf_secret");
    assertThat(settings.offline()).isTrue();
  }

  @Test
  void hasDefaultsForAll() {
    HubSettings settings =
        HubSettings.from(Map.of("HF_TOKEN", "", "HF_HUB_OFFLINE", "0"), "/home/me");
    assertThat(settings).isEqualTo(HubSettings.usual(Path.of("/home/me/.cache/stateprint")));
    assertThat(settings.endpoint()).isEqualTo("https://huggingface.co");
    assertThat(HubSettings.from(Map.of("XDG_CACHE_HOME", "/xdg"), "/home/me").cache())
        .isEqualTo(Path.of("/xdg/stateprint"));
  }

  @Test
  void asksForACacheWhereTheUserHasNoHome() {
    assertThatThrownBy(() -> HubSettings.from(Map.of(), "?"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("set STATEPRINT_CACHE");
  }

  @Test
  void keepsTheTokenToItself() {
    HubSettings settings = HubSettings.from(Map.of("HF_TOKEN", "hf_secret"), "/home/me");
    assertThat(settings.toString()).doesNotContain("secret").contains("token=given");
    assertThatThrownBy(() -> HubSettings.from(Map.of("HF_TOKEN", "hf secret"), "/home/me"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("HF_TOKEN")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mirror.example", "ftp://mirror", "https://", "https://a b", "https://me:pw@host"})
  void refusesAnEndpointThatIsNoWebAddress(String endpoint) {
    assertThatThrownBy(() -> HubSettings.from(Map.of("HF_ENDPOINT", endpoint), "/home/me"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("HF_ENDPOINT");
  }

  @Test
  void waitsLongerEachTimeUpToALimit() {
    Retry retry =
        new Retry(9, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60));
    assertThat(retry.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(retry.after(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(retry.after(5)).isEqualTo(Duration.ofSeconds(10));
    assertThat(retry.after(99)).isEqualTo(Duration.ofSeconds(10));
  }
}
