package io.stateprint.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.storage.InputException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ModelConfigTest {
  @Test
  void readsValuesByType() throws JsonProcessingException {
    ModelConfig config =
        config(
            "{\"layers\": 30, \"whole\": 4.0, \"eps\": 1e-5, \"tied\": true, \"none\": null,"
                + " \"rope_scaling\": {\"factor\": 8}}");
    assertThat(config.integer("layers")).hasValue(30);
    assertThat(config.integer("whole")).hasValue(4);
    assertThat(config.number("eps")).hasValue(1e-5);
    assertThat(config.flag("tied")).isTrue();
    assertThat(config.flag("none")).isFalse();
    assertThat(config.text("none")).isEmpty();
    assertThat(config.integer("absent")).isEmpty();
    assertThat(config.object("rope_scaling").orElseThrow().number("factor")).hasValue(8.0);
  }

  /** Taken for absent, a wrong type would silently become a default. */
  @Test
  void refusesValuesOfAnotherType() throws JsonProcessingException {
    ModelConfig config = config("{\"a\": \"30\", \"b\": 1.5, \"c\": 1, \"d\": 99999999999}");
    refuses(() -> config.integer("a"), "a = \"30\"", "a whole number");
    refuses(() -> config.integer("b"), "b = 1.5", "a whole number");
    refuses(() -> config.integer("d"), "d = 99999999999", "a whole number");
    refuses(() -> config.number("a"), "a = \"30\"", "a number");
    refuses(() -> config.text("c"), "c = 1", "a text");
    refuses(() -> config.flag("c"), "c = 1", "true or false");
    refuses(() -> config.object("c"), "c = 1", "an object");
    refuses(() -> config.positive("absent"), "absent = null");
    refuses(config::modelType, "model_type");
  }

  @Test
  void namesTheObjectWithinWhichAValueIsWrong() throws JsonProcessingException {
    ModelConfig scaling = config("{\"rope\": {\"factor\": \"x\"}}").object("rope").orElseThrow();
    refuses(() -> scaling.number("factor"), "factor = \"x\"", "rope of some/config.json");
  }

  private static void refuses(ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOf(InputException.class)
        .hasMessageContaining("some/config.json")
        .hasMessageContainingAll(parts);
  }

  private static ModelConfig config(String json) throws JsonProcessingException {
    return new ModelConfig((ObjectNode) new ObjectMapper().readTree(json), "some/config.json");
  }
}
