package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sweeps with texts beside prompts and anchors. */
class FurtherSweepTest extends CommandCase {
  private static final String FOLDER = "data-samples/prompts/";

  @Test
  void thePlanCountsTextsByRoleAndSaysWhatAModelGoesWithout() throws IOException {
    String models =
        "sweep.models=[{id = m, checkpoint = \"%s\"}, {id = p, checkpoint = \"%s\", format = plain}]"
            .formatted(TINY, TINY);
    Ran page = run(with("plan", "x", further(models)));
    JsonNode json = json(run(with("plan", "x", further(models, "--json"))));

    assertThat(page.out())
        .contains("By role: prompt 10, anchor 160, calibration 200, control 8, placebo 48.")
        .contains("p: 48 texts under system prompts are left out, because format = plain");
    assertThat(json.path("texts_by_role").path("placebo").asInt()).isEqualTo(48);
    assertThat(json.path("models").path(0).path("notes")).isEmpty();
    assertThat(json.path("models").path(0).path("texts").asInt()).isEqualTo(426);
    assertThat(json.path("models").path(1).path("texts").asInt()).isEqualTo(378);
  }

  private static String[] further(String models, String... more) {
    List<String> arguments = new ArrayList<>(List.of(more));
    for (String assignment :
        List.of(
            models,
            "sweep.calibration=[" + FOLDER + "calibration-1.1.0.en.jsonl]",
            "sweep.controls={nonsense=true,prompts=4}",
            "sweep.system-prompts.placebos=[" + FOLDER + "placebos-1.1.0.en.jsonl]",
            "sweep.system-prompts.prompts=4")) {
      arguments.addAll(List.of("--set", assignment));
    }
    return arguments.toArray(String[]::new);
  }
}
