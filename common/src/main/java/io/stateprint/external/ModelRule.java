package io.stateprint.external;

import java.util.List;
import java.util.Locale;

/**
 * Which models a check speaks of. What a rule leaves out fits every model.
 *
 * @param published the model's published name
 * @param architecture empty for any
 * @param layers 0 for any
 * @param width 0 for any
 * @param vocabulary 0 for any
 * @param nameHolds parts that the model's name must hold, without regard to case; needed where
 *     numbers do not tell models apart
 */
record ModelRule(
    String published,
    String architecture,
    int layers,
    int width,
    int vocabulary,
    List<String> nameHolds) {
  ModelRule {
    nameHolds = List.copyOf(nameHolds);
  }

  /** Whether it speaks of a model. */
  boolean fits(KnownModel model) {
    String name = model.name().toLowerCase(Locale.ROOT);
    return (architecture.isEmpty() || architecture.equals(model.architecture()))
        && (layers == 0 || layers == model.layers())
        && (width == 0 || width == model.width())
        && (vocabulary == 0 || vocabulary == model.vocabulary())
        && nameHolds.stream().allMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
  }
}
