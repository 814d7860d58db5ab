package io.stateprint.sampling;

import io.stateprint.storage.InputException;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** Which blocks are sampled; the choice is made once and holds for models of any depth. */
public sealed interface LayerChoice {
  /** The sampled blocks of a model of {@code modelLayers} blocks, 0-based, ascending. */
  List<Integer> layers(int modelLayers);

  /** The text that configuration and manifests spell it with. */
  String text();

  /** Layers for people: runs of three or more as ranges, {@code 0 to 5, 8, 10 to 29}. */
  static String words(List<Integer> layers, String to) {
    StringJoiner words = new StringJoiner(", ");
    for (int from = 0, end; from < layers.size(); from = end) {
      end = from + 1;
      while (end < layers.size() && layers.get(end) == layers.get(from) + end - from) {
        end++;
      }
      if (end - from == 2) {
        end--;
      }
      words.add(
          end - from == 1 ? "" + layers.get(from) : layers.get(from) + to + layers.get(end - 1));
    }
    return words.toString();
  }

  /** Every block. */
  record All() implements LayerChoice {
    @Override
    public List<Integer> layers(int modelLayers) {
      return IntStream.range(0, modelLayers).boxed().toList();
    }

    @Override
    public String text() {
      return "all";
    }
  }

  /** Blocks 0, step, 2 x step, ... */
  record Every(int step) implements LayerChoice {
    public Every {
      if (step < 1) {
        throw new InputException(
            "Cannot sample every %d layers: a step of 1 or more is needed".formatted(step));
      }
    }

    @Override
    public List<Integer> layers(int modelLayers) {
      return IntStream.range(0, modelLayers).filter(layer -> layer % step == 0).boxed().toList();
    }

    @Override
    public String text() {
      return "every " + step;
    }
  }

  /** The blocks named, 0-based. */
  record Listed(List<Integer> chosen) implements LayerChoice {
    public Listed {
      chosen = chosen.stream().distinct().sorted().toList();
      if (chosen.isEmpty()) {
        throw new InputException("Cannot sample no layers: name at least one");
      }
    }

    @Override
    public List<Integer> layers(int modelLayers) {
      List<Integer> outside =
          chosen.stream().filter(layer -> layer < 0 || layer >= modelLayers).toList();
      if (!outside.isEmpty()) {
        throw new InputException(
            "Cannot sample layers %s: the model has layers 0 to %d"
                .formatted(outside, modelLayers - 1));
      }
      return chosen;
    }

    @Override
    public String text() {
      return chosen.toString();
    }
  }
}
