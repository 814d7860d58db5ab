package io.stateprint.external;

import io.stateprint.direction.MassiveDimensions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which dimensions of sink tokens are massive, and from which layer on.
 *
 * @param dimensions exactly these, at most layers from the first to the last
 * @param first layer that has them
 * @param last layer that has them
 * @param slack layers by which the first may differ
 */
record SinkDimensions(List<Integer> dimensions, int first, int last, int slack)
    implements Expectation {
  SinkDimensions {
    dimensions = dimensions.stream().sorted().toList();
  }

  @Override
  public List<StateSet> needs() {
    return List.of(StateSet.SINKS);
  }

  @Override
  public Phrase expected() {
    return Phrase.of("massive", Dimensions.words(dimensions), first);
  }

  @Override
  public Finding find(ExternalStates states) {
    List<List<Integer>> found = new ArrayList<>();
    for (int l = 0; l < states.layers(StateSet.SINKS); l++) {
      int[] massive = MassiveDimensions.of(states.layer(StateSet.SINKS, l));
      found.add(Arrays.stream(massive).boxed().toList());
    }
    int middle = Math.min((first + last) / 2, found.size() - 1);
    int from = found.indexOf(found.get(middle));
    boolean agrees = found.get(middle).equals(dimensions) && Math.abs(from - first) <= slack;
    return new Finding(
        found.get(middle).isEmpty()
            ? Phrase.of("unmassive", middle)
            : Phrase.of("massive", Dimensions.words(found.get(middle)), from),
        agrees);
  }
}
