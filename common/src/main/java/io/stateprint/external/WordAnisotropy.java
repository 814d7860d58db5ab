package io.stateprint.external;

import io.stateprint.direction.Anisotropy;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Mean cosine of random words (Ethayarajh 2019, arXiv 1909.00512).
 *
 * @param value mean over the layers
 * @param tolerance of it
 * @param first layer
 * @param last layer
 */
record WordAnisotropy(double value, double tolerance, int first, int last) implements Expectation {
  private static final long SEED = 1;

  @Override
  public List<StateSet> needs() {
    return List.of(StateSet.WORDS);
  }

  @Override
  public Phrase expected() {
    return Phrase.of("anisotropy", spelled(value), spelled(tolerance), first, last);
  }

  private static String spelled(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  @Override
  public Finding find(ExternalStates states) {
    double got =
        IntStream.rangeClosed(first, Math.min(last, states.layers(StateSet.WORDS) - 1))
            .mapToDouble(l -> Anisotropy.of(states.layer(StateSet.WORDS, l), SEED))
            .average()
            .orElse(Double.NaN);
    return new Finding(Phrase.of("number", spelled(got)), Math.abs(got - value) <= tolerance);
  }
}
