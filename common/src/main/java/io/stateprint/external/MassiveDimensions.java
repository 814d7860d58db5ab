package io.stateprint.external;

import java.util.ArrayList;
import java.util.List;

/**
 * Massive dimensions of sink tokens (Sun et al. 2024, arXiv 2402.17762): some value above 100, and
 * above 1000 times the median of the magnitudes of its layer.
 *
 * @param dimensions exactly these, at most layers from the first to the last
 * @param first layer that has them
 * @param last layer that has them
 * @param slack layers by which the first may differ
 */
record MassiveDimensions(List<Integer> dimensions, int first, int last, int slack)
    implements Expectation {
  private static final double LARGE = 100;
  private static final double MEDIANS = 1000;

  MassiveDimensions {
    dimensions = dimensions.stream().sorted().toList();
  }

  @Override
  public List<StateSet> needs() {
    return List.of(StateSet.SINKS);
  }

  @Override
  public String expected() {
    return "%s massive from layer %d".formatted(Dimensions.words(dimensions), first);
  }

  @Override
  public Finding find(ExternalStates states) {
    List<List<Integer>> found = new ArrayList<>();
    for (int l = 0; l < states.layers(StateSet.SINKS); l++) {
      Dimensions layer = Dimensions.of(states.layer(StateSet.SINKS, l));
      found.add(layer.above(Math.max(LARGE, MEDIANS * layer.median())));
    }
    int middle = Math.min((first + last) / 2, found.size() - 1);
    int from = found.indexOf(found.get(middle));
    boolean agrees = found.get(middle).equals(dimensions) && Math.abs(from - first) <= slack;
    return new Finding(
        found.get(middle).isEmpty()
            ? "none massive at layer %d".formatted(middle)
            : "%s massive from layer %d".formatted(Dimensions.words(found.get(middle)), from),
        agrees);
  }
}
