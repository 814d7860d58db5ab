package io.stateprint.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class UserTextsTest {
  @Test
  void takesTheTemplateAway() {
    Map<String, String> texts =
        UserTexts.of(
            Map.of(
                "a", "<|im_start|>user\nHow late is it?<|im_end|>\n<|im_start|>assistant\n",
                "b", "<|im_start|>user\nHow far is it?<|im_end|>\n<|im_start|>assistant\n"));

    assertThat(texts).containsEntry("a", "How late is it?").containsEntry("b", "How far is it?");
  }

  @Test
  void leavesBareTextsAsTheyAre() {
    Map<String, String> bare = Map.of("a", "Привет, как дела?", "b", "Привет, где посылка?");

    assertThat(UserTexts.of(bare)).isEqualTo(bare);
  }

  @Test
  void aTextInsideAnotherOneStays() {
    Map<String, String> texts =
        UserTexts.of(Map.of("a", "[INST] x x[/INST]", "b", "[INST] x[/INST]"));

    assertThat(texts).containsEntry("a", " x x").containsEntry("b", " x");
  }

  @Test
  void aSingleChatStaysWhole() {
    assertThat(UserTexts.of(Map.of("a", "<u>x</u>"))).containsEntry("a", "<u>x</u>");
    assertThat(UserTexts.of(Map.of())).isEmpty();
  }
}
