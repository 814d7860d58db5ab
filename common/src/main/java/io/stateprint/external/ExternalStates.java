package io.stateprint.external;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * States of one model by set: for each, layer by layer from 0, the texts' states.
 *
 * @param sets each (L, P, D)
 */
public record ExternalStates(Map<StateSet, List<List<float[]>>> sets) {
  public ExternalStates {
    for (Map.Entry<StateSet, List<List<float[]>>> set : sets.entrySet()) {
      if (set.getValue().isEmpty() || set.getValue().stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("The set %s is empty".formatted(set.getKey().id()));
      }
    }
    sets = sets.isEmpty() ? Map.of() : Map.copyOf(new EnumMap<>(sets));
  }

  /** Whether there are states of a set. */
  boolean has(StateSet set) {
    return sets.containsKey(set);
  }

  /** How many layers a set has. */
  int layers(StateSet set) {
    return all(set).size();
  }

  /** States of a set in a layer (P, D). */
  List<float[]> layer(StateSet set, int layer) {
    return all(set).get(layer);
  }

  private List<List<float[]>> all(StateSet set) {
    return Objects.requireNonNull(sets.get(set), set.id());
  }
}
