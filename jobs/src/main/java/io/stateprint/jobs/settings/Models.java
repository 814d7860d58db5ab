package io.stateprint.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the list of models. */
final class Models {
  private static final String KEY = "models";
  private static final String ENTRY = "{ id = ..., checkpoint = ... }";
  private static final String HUB = "hf://";
  private static final String FORMS =
      "a folder, a .gguf or .safetensors file, s3a://BUCKET/KEY, hf://OWNER/NAME, sample:smollm2-135m, or"
          + " sample:gemma3-270m";
  private static final Pattern UNFIT = Pattern.compile("[^A-Za-z0-9._-]+");

  private Models() {}

  /** The configured models; that there are none is a problem where they are needed. */
  static List<ModelSettings> read(Values sweep, boolean needed, List<Problem> problems) {
    Optional<ConfigList> given =
        sweep.read(KEY, Config::getList, "a list of %s is needed".formatted(ENTRY));
    List<ConfigValue> entries = given.map(List::copyOf).orElse(List.of());
    List<ModelSettings> models = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String name = "sweep.models[%d]".formatted(i);
      if (entries.get(i) instanceof ConfigObject one) {
        models.add(model(new Values(one.toConfig(), name + ".", problems)));
      } else {
        ConfigValue other = entries.get(i);
        problems.add(
            new Problem(
                Place.of(other.origin()),
                "%s = %s is of the wrong kind; %s is needed"
                    .formatted(name, Values.shown(other), ENTRY)));
      }
    }
    if (needed && given.isPresent() && entries.isEmpty()) {
      sweep.problem(
          KEY,
          "names no model; name one, such as"
              + " --set 'sweep.models=[{id = mine, checkpoint = \"DIR\"}]'");
    }
    List<String> ids = models.stream().map(ModelSettings::id).toList();
    ids.stream()
        .filter(id -> !id.isEmpty() && ids.indexOf(id) != ids.lastIndexOf(id))
        .distinct()
        .forEach(id -> sweep.problem(KEY, "has two of id %s; give each its own".formatted(id)));
    return models;
  }

  /**
   * Models of some names, in their order. A name is a configured model's id or location, or another
   * location, whose last part becomes the id, with hyphens where it is unfit for a folder.
   */
  static List<ModelSettings> named(List<String> names, List<ModelSettings> configured) {
    return names.stream().map(name -> named(name, configured)).toList();
  }

  private static ModelSettings named(String name, List<ModelSettings> configured) {
    String bare = name.replaceFirst("^(hf://|sample:)", "").replaceFirst("/+$", "");
    String last = bare.substring(bare.lastIndexOf('/') + 1);
    return configured.stream()
        .filter(model -> model.id().equals(name) || model.checkpoint().equals(name))
        .findFirst()
        .orElseGet(
            () ->
                new ModelSettings(
                    UNFIT.matcher(last).replaceAll("-"),
                    name,
                    PromptFormat.CHAT,
                    Optional.empty()));
  }

  private static ModelSettings model(Values model) {
    String id = model.name("id");
    String location = location(model);
    Optional<String> revision = model.optional("revision");
    if (revision.isPresent() && !location.startsWith(HUB)) {
      model.problem("revision", "is for hf:// checkpoints only; leave it out");
    }
    if (revision.isPresent() && location.contains("@")) {
      model.problem("revision", "is given twice, here and in checkpoint; leave one out");
    }
    PromptFormat format =
        model.has("format")
            ? model.choice("format", PromptFormat.CHAT, PromptFormat.class)
            : PromptFormat.CHAT;
    Optional<String> system = model.optional("system");
    if (system.isPresent() && format == PromptFormat.PLAIN) {
      model.problem("system", "has no place in format = plain; leave one of them out");
    }
    return new ModelSettings(
        id, revision.map(name -> revised(location, name)).orElse(location), format, system);
  }

  private static String location(Values model) {
    if (!model.has("checkpoint")) {
      model.problem("checkpoint", "is missing; name " + FORMS);
      return "";
    }
    String location = model.text("checkpoint", HUB).strip();
    if (location.isEmpty()) {
      model.problem("checkpoint", "is empty; name " + FORMS);
    }
    if (!location.startsWith(HUB)) {
      Addresses.fault(location)
          .ifPresent(fault -> model.problem("checkpoint", fault + "; name " + FORMS));
    }
    return location;
  }

  /** hf://OWNER/NAME:FILE with a revision is hf://OWNER/NAME@REVISION:FILE. */
  private static String revised(String location, String revision) {
    int file = location.indexOf(':', HUB.length());
    return file < 0
        ? location + "@" + revision
        : location.substring(0, file) + "@" + revision + location.substring(file);
  }
}
