package io.stateprint.external;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dimensions whose largest magnitudes dwarf the median of all, on ordinary words.
 *
 * @param dimensions the largest, exactly these
 * @param first layer of those that are averaged
 * @param last layer of them
 */
record OutlierDimensions(List<Integer> dimensions, int first, int last) implements Expectation {
  OutlierDimensions {
    dimensions = dimensions.stream().sorted().toList();
  }

  @Override
  public List<StateSet> needs() {
    return List.of(StateSet.WORDS);
  }

  @Override
  public Phrase expected() {
    return Phrase.of("outliers", Dimensions.words(dimensions), first, last);
  }

  @Override
  public Finding find(ExternalStates states) {
    int width = states.layer(StateSet.WORDS, 0).get(0).length;
    double[] sizes = new double[width];
    for (int l = first; l <= Math.min(last, states.layers(StateSet.WORDS) - 1); l++) {
      Dimensions layer = Dimensions.of(states.layer(StateSet.WORDS, l));
      for (int d = 0; d < width; d++) {
        sizes[d] += layer.largest()[d] / layer.median();
      }
    }
    List<Integer> order =
        new ArrayList<>(
            IntStream.range(0, width)
                .boxed()
                .sorted(Comparator.comparingDouble(d -> -sizes[d]))
                .limit(dimensions.size())
                .toList());
    order.sort(Comparator.naturalOrder());
    return new Finding(Phrase.of("largest", Dimensions.words(order)), order.equals(dimensions));
  }
}
