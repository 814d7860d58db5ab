package io.stateprint.jobs.cli;

import io.stateprint.comparison.SystemPromptFamily;
import io.stateprint.comparison.SystemPromptFinding;
import io.stateprint.comparison.SystemPromptReadings;
import io.stateprint.evidence.SignFlip;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.style.SystemPromptTexts;
import io.stateprint.jobs.tables.RunRow;
import io.stateprint.personality.Personality;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.personality.SystemPrompts;
import io.stateprint.prompts.Style;
import io.stateprint.report.SystemPromptSection;
import io.stateprint.validity.Colour;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What system prompts do to one model of a run. */
final class SystemPromptSections {
  private SystemPromptSections() {}

  /**
   * Measures it.
   *
   * @param row manifest of the model
   * @param personality under the pooling that is measured
   * @param under the system prompts that it was put under
   */
  static SystemPromptSection of(
      String modelId, RunRow row, Personality personality, SystemPromptTexts under) {
    SystemPromptReadings readings =
        new SystemPromptReadings(personality, under.conditions(), under.ids());
    List<SystemPromptFinding> findings =
        SystemPromptFamily.of(
            readings.members(), new SignFlip.Draws(StyleJob.REPLICATES, row.seed()));
    return new SystemPromptSection(
        Pages.section(modelId, row),
        personality.pooling(),
        under.ids().size(),
        readings.systems().stream().map(id -> named(id, under.texts())).toList(),
        readings.placebos().size(),
        new SystemPromptSection.Baseline(under.opening(), row.systemPrompt(), under.silent()),
        Arrays.stream(Style.values())
            .map(style -> style(personality.of(style), readings, findings))
            .toList(),
        personality.warnings());
  }

  private static SystemPromptSection.Named named(String id, Map<String, String> texts) {
    return new SystemPromptSection.Named(
        id, Objects.requireNonNull(texts.get(SystemPrompts.SYSTEM + ":" + id)));
  }

  private static SystemPromptSection.OfStyle style(
      StyleVerdict verdict, SystemPromptReadings readings, List<SystemPromptFinding> findings) {
    Style style = verdict.headline().style();
    return new SystemPromptSection.OfStyle(
        style,
        verdict.headline().percent(),
        verdict.grade(),
        verdict.tests().stream().filter(test -> test.colour() == Colour.RED).toList(),
        readings.layers(style),
        findings.stream().filter(finding -> finding.style() == style).toList());
  }
}
