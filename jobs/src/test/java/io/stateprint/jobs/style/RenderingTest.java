package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RenderingTest {
  private static final String QWEN =
      "<|im_start|>system\n%s<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n";
  private static final String LLAMA = "<|system|>Today: 26 Jul\n\n%s<|eot|><|user|>Hi<|eot|>";

  @Test
  void findsTheSystemPromptThatATemplateInsertsByItself() {
    assertThat(silent(QWEN.formatted("You are Qwen."), QWEN.formatted("Be brief.")))
        .isEqualTo("You are Qwen.");
  }

  @Test
  void findsNoneWhereTheTemplateInsertsNone() {
    assertThat(silent("<|im_start|>user\nHi<|im_end|>\n", QWEN.formatted("Be brief."))).isEmpty();
    assertThat(silent(LLAMA.formatted(""), LLAMA.formatted("Be brief."))).isEmpty();
  }

  @Test
  void theOpeningEndsWhereTheUsersTextsDiffer() {
    assertThat(Rendering.opening(List.of("<s>[INST] One", "<s>[INST] Two", "<s>[INST] Three")))
        .isEqualTo("<s>[INST] ");
  }

  private static String silent(String without, String with) {
    return Rendering.silent(without, with, " Be brief.\n");
  }
}
