package io.stateprint.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.storage.Sha256;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PromptNamesTest {
  private static final List<String> PIECES =
      List.of("", "a", "b", "ä", "я", "😀", "\uffff", "10", "9");

  @Test
  void ordersAndNumbersAsTheNamesThemselvesDo() {
    Random random = new Random(3);
    List<PromptKey> prompts = new ArrayList<>();
    for (int p = 0; p < 2000; p++) {
      prompts.add(
          new PromptKey(
              "p" + piece(random) + p, "c" + piece(random), piece(random) + piece(random)));
    }
    PromptNames names = new PromptNames();
    prompts.forEach(names::add);
    List<PromptKey> sorted =
        prompts.stream()
            .sorted(
                Comparator.comparing(PromptKey::category)
                    .thenComparing(PromptKey::topic)
                    .thenComparing(PromptKey::id))
            .toList();

    int[] order = names.order();
    assertThat(IntStream.of(order).mapToObj(prompts::get).toList()).isEqualTo(sorted);
    Clusters clusters = names.clusters(order);
    Clusters expected = Clusters.of(sorted);
    assertThat(clusters.categories()).isEqualTo(expected.categories());
    assertThat(clusters.categoryOf()).isEqualTo(expected.categoryOf());
    assertThat(clusters.topicOf()).isEqualTo(expected.topicOf());
    assertThat(clusters.firstTopic()).isEqualTo(expected.firstTopic());
    assertThat(names.sha256(order))
        .isEqualTo(
            Sha256.of(sorted.stream().map(one -> one.id() + "\n").collect(Collectors.joining())));
  }

  @Test
  void noneAreNone() {
    PromptNames names = new PromptNames();
    assertThat(names.order()).isEmpty();
    assertThat(names.clusters(new int[0]).prompts()).isZero();
  }

  private static String piece(Random random) {
    return PIECES.get(random.nextInt(PIECES.size()));
  }
}
