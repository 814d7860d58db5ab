package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TextCounts.byRole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.jobs.settings.ControlSettings;
import io.stateprint.jobs.settings.FurtherSettings;
import io.stateprint.jobs.settings.PromptSettings;
import io.stateprint.jobs.settings.SystemPromptSettings;
import io.stateprint.storage.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextFilesTest {
  private static final Path FRAMES =
      WholeBank.file("bank", "en").resolveSibling("frames-1.2.0.en.jsonl");

  @Test
  void theWholeBankHasEveryRoleInItsNumber() {
    Texts texts = Texts.read(WholeBank.settings("en"));

    assertThat(byRole(texts))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "prompt",
                100L * 9,
                "anchor",
                160L,
                "calibration",
                200L,
                "paraphrase",
                32L,
                "framing",
                40L,
                "control",
                40L * (8 * 4 + 2),
                "placebo",
                20L * 12,
                "system",
                20L * 8));
    assertThat(texts.texts().stream().map(t -> t.promptId() + "\n" + t.condition()).distinct())
        .hasSameSizeAs(texts.texts());
    assertThat(texts.sha256()).hasSize(1 + 1 + 2 + 2 + 1 + 2 + 2 + 2);
  }

  @Test
  void documentFramesStandForTheTextsInThePlainFormatOnly() {
    Texts asTheyWere = Texts.read(framed(List.of()));
    Texts framed = Texts.read(framed(List.of(FRAMES)));

    assertThat(asTheyWere.texts()).allMatch(text -> text.inPlain().equals(text.content()));
    assertThat(framed.texts().stream().map(Text::content))
        .containsExactlyElementsOf(asTheyWere.texts().stream().map(Text::content).toList());
    assertThat(framed.sha256()).hasSize(asTheyWere.sha256().size() + 1);
    assertThat(framed.texts())
        .filteredOn(text -> text.role().equals("prompt") && text.condition().equals("-formality"))
        .hasSize(100)
        .allMatch(
            text ->
                text.inPlain()
                        .startsWith(
                            "Below are a message and a reply written as to a friend and not officially.")
                    && text.inPlain().endsWith("\n\nReply:"));
    assertThat(framed.texts())
        .filteredOn(text -> text.role().equals("calibration"))
        .allMatch(text -> text.inPlain().contains("a reply to it.\n\nMessage: " + text.content()));
  }

  @Test
  void aConditionWithoutAFrameIsNamed() {
    PromptSettings settings = WholeBank.settings("en");
    PromptSettings framed =
        new PromptSettings(
            settings.prompts(),
            settings.anchors(),
            settings.styles(),
            settings.conditions(),
            settings.further(),
            List.of(FRAMES));

    assertThatThrownBy(() -> Texts.read(framed))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("under +empathy/w2: no document frame for it in language en")
        .hasMessageContaining("sweep.frames");
  }

  private static PromptSettings framed(List<Path> frames) {
    PromptSettings settings = WholeBank.settings("en");
    return new PromptSettings(
        settings.prompts(),
        settings.anchors(),
        settings.styles(),
        settings.conditions(),
        new FurtherSettings(
            settings.further().calibration(),
            List.of(),
            List.of(),
            List.of("default"),
            ControlSettings.NONE,
            SystemPromptSettings.NONE),
        frames);
  }
}
