package io.stateprint.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.stateprint.choice.Candidate.Measured;
import io.stateprint.choice.Choice;
import io.stateprint.choice.Dropped;
import io.stateprint.choice.Feature;
import io.stateprint.choice.TaskProfile;
import io.stateprint.choice.TaskProfile.Wish;
import io.stateprint.personality.StyleVerdict;
import io.stateprint.traits.Lacking;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The same as the page of a choice, for scripts; what is not there is null. */
public final class ChoiceJson {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(new NullForNan());

  private ChoiceJson() {}

  /**
   * One JSON object.
   *
   * @param models in the order of the configuration
   * @param dropped features that are left out
   * @param choice of the models; empty where nothing can be chosen
   */
  public static String of(
      RunSection run,
      TaskProfile profile,
      List<ChoiceSection> models,
      List<Dropped> dropped,
      Optional<Choice> choice) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("run", run);
    page.put("profile", profile(profile));
    page.put("weights", "editorial");
    page.put("pooling", profile.pooling().id());
    page.put("possible", choice.isPresent());
    page.put("winner", choice.flatMap(Choice::winner).orElse(null));
    page.put("indistinguishable", choice.map(Choice::indistinguishable).orElse(List.of()));
    page.put("holds", choice.map(Choice::holds).orElse(null));
    page.put("fits", choice.map(Choice::fits).orElse(List.of()));
    page.put("dropped", dropped.stream().map(ChoiceJson::dropped).toList());
    page.put("models", models.stream().map(model -> model(model, profile)).toList());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(page);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A choice is not JSON", e);
    }
  }

  private static Map<String, Object> profile(TaskProfile profile) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", profile.id());
    out.put("version", profile.version());
    out.put("note", profile.note());
    out.put("file", profile.source().file());
    out.put("sha256", profile.source().sha256());
    return out;
  }

  private static Map<String, Object> feature(Feature feature) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("feature", feature.kind().id());
    out.put("style", feature.style() == null ? null : feature.style().id());
    out.put("category", feature.category());
    out.put("depth", new double[] {feature.from(), feature.to()});
    return out;
  }

  private static Map<String, Object> dropped(Dropped dropped) {
    Map<String, Object> out = feature(dropped.feature());
    out.put("model", dropped.model());
    out.put("reason", dropped.reason().name().toLowerCase(Locale.ROOT));
    Lacking lacking = dropped.lacking();
    out.put("why", lacking == null ? null : lacking.text());
    return out;
  }

  private static Map<String, Object> model(ChoiceSection model, TaskProfile profile) {
    Map<String, Object> grades = new LinkedHashMap<>();
    for (StyleVerdict verdict : model.personality().verdicts()) {
      grades.put(verdict.headline().style().id(), verdict.grade());
    }
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("id", model.model());
    out.put("facts", model.facts());
    out.put("grades", grades);
    out.put("warnings", model.personality().warnings());
    out.put("features", profile.wishes().stream().map(wish -> measured(model, wish)).toList());
    return out;
  }

  private static Map<String, Object> measured(ChoiceSection model, Wish wish) {
    Map<String, Object> out = feature(wish.feature());
    out.put("weight", wish.weight());
    Measured measured = model.candidate().features().get(wish.feature());
    if (measured == null) {
      out.put("estimate", null);
      return out;
    }
    out.put("estimate", measured.estimate());
    out.put("interval", measured.interval());
    out.put("desirability", wish.desirability().of(measured.estimate()));
    out.put("grade", measured.grade());
    return out;
  }
}
