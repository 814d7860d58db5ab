package io.stateprint.jobs.cli;

import io.stateprint.jobs.sample.ModelPlan;
import io.stateprint.jobs.sample.Replicate;
import io.stateprint.jobs.sample.Text;
import io.stateprint.jobs.sample.Texts;
import io.stateprint.jobs.settings.CostSettings;
import io.stateprint.jobs.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a sweep would take. */
final class PlanPage {
  /** Two cores of an ordinary server in float32; measured by deploy/bench. */
  private static final double OPERATIONS_PER_SECOND = 1e11;

  private PlanPage() {}

  static Answer of(Settings settings, Map<ModelPlan, List<Replicate>> plans, Texts texts) {
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> models = new ArrayList<>();
    plans.forEach(
        (plan, replicates) -> {
          CostSettings price = settings.outside().cost();
          double priced = price.of(seconds(plan));
          lines.add(line(plan) + SamplePage.cost(price, priced));
          lines.addAll(plan.notes());
          Map<String, Object> model = json(plan);
          model.put("cost", price.isKnown() ? priced : null);
          if (!replicates.isEmpty()) {
            ReplicateCost cost = ReplicateCost.of(replicates);
            lines.add(cost.line(plan.request().id(), OPERATIONS_PER_SECOND));
            model.put("replicates", cost.json(OPERATIONS_PER_SECOND));
          }
          models.add(model);
        });
    lines.add(
        "Texts: %d, anchors among them; conditions: %s. Store: %s. Nothing was computed."
            .formatted(
                texts.texts().size(),
                String.join(", ", settings.prompts().conditions()),
                settings.store()));
    Map<String, Long> roles = roles(texts);
    if (roles.size() > 2) {
      lines.add("By role: %s.".formatted(words(roles)));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("store", settings.store());
    json.put("texts", texts.texts().size());
    json.put("texts_by_role", roles);
    json.put("models", models);
    return new Answer(String.join("\n", lines), Json.of(json));
  }

  /** How many texts there are of each role, in their order. */
  private static Map<String, Long> roles(Texts texts) {
    return texts.texts().stream()
        .collect(Collectors.groupingBy(Text::role, LinkedHashMap::new, Collectors.counting()));
  }

  private static String words(Map<String, Long> roles) {
    return roles.entrySet().stream()
        .map(role -> role.getKey() + " " + role.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String line(ModelPlan plan) {
    return String.format(
        Locale.ROOT,
        "%s: %s, layers %s of %d; shards %d, parts %d; %d tokens (%d to compute, shared beginnings"
            + " once); %d MiB of weights to read; about %d MiB of memory (%d MiB for weights and"
            + " activations, the rest for Java, Spark and libtorch); %d states; about %.0f s on two"
            + " cores (%.1e operations)",
        plan.request().id(),
        plan.facts().architecture(),
        plan.layersInWords(),
        plan.facts().layers(),
        plan.shards().size(),
        plan.parts().size(),
        plan.load().tokens(),
        plan.load().rows(),
        plan.load().bytes() >> 20,
        plan.load().memory().total() >> 20,
        plan.load().memory().ofTheModel() >> 20,
        plan.states(),
        seconds(plan),
        plan.load().operations());
  }

  private static double seconds(ModelPlan plan) {
    return plan.load().operations() / OPERATIONS_PER_SECOND;
  }

  private static Map<String, Object> json(ModelPlan plan) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", plan.request().id());
    model.put("checkpoint", plan.request().checkpoint());
    model.put("architecture", plan.facts().architecture());
    model.put("layers", plan.facts().layers());
    model.put("sampled_layers", plan.layersInWords());
    model.put("shards", plan.shards().size());
    model.put("partitions", plan.parts().size());
    model.put("compute_type", plan.facts().computeType());
    model.put("tokens", plan.load().tokens());
    model.put("tokens_computed", plan.load().rows());
    model.put("bytes", plan.load().bytes());
    model.put("memory_bytes", plan.load().memory().total());
    model.put("memory_of_weights_and_activations_bytes", plan.load().memory().ofTheModel());
    model.put("seconds_on_two_cores", seconds(plan));
    model.put("states", plan.states());
    model.put("operations", plan.load().operations());
    model.put("texts", plan.texts());
    model.put("notes", plan.notes());
    return model;
  }
}
