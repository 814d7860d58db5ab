package io.stateprint.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerChoiceTest {
  @Test
  void choosesAllEveryFewOrThoseListed() {
    assertThat(new LayerChoice.All().layers(3)).containsExactly(0, 1, 2);
    assertThat(new LayerChoice.Every(8).layers(20)).containsExactly(0, 8, 16);
    assertThat(new LayerChoice.Listed(List.of(16, 8, 8)).layers(20)).containsExactly(8, 16);
  }

  @Test
  void refusesLayersThatTheModelLacks() {
    assertThatThrownBy(() -> new LayerChoice.Listed(List.of(8, 30, -1)).layers(30))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("[-1, 30]")
        .hasMessageContaining("layers 0 to 29");
  }

  @Test
  void refusesAStepOfZeroAndAnEmptyList() {
    assertThatThrownBy(() -> new LayerChoice.Every(0)).hasMessageContaining("every 0 layers");
    assertThatThrownBy(() -> new LayerChoice.Listed(List.of()))
        .hasMessageContaining("name at least one");
  }
}
