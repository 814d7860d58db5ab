package io.stateprint.jobs.sample;

import static io.stateprint.jobs.sample.TinySweep.plan;
import static io.stateprint.jobs.sample.TinySweep.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Executors end together, and no model is cut that need not be. */
class PartChoiceTest {
  private static final double LEAST = 5;

  @ParameterizedTest
  @CsvSource({
    // two models on two executors
    "246 193, 2, 6",
    // one model on four
    "400, 4, 12",
    "400, 2, 6",
    // many models even out by themselves
    "5 5 5 5 5 5 5 5 5 5 5 5 5 5 5 5, 4, 16",
    "50 50 50 50 50 50 50 50, 4, 16",
    // a model beside small ones
    "300 20 20 20, 4, 13",
    // too little to be worth a part
    "9, 4, 1",
    "6 7, 2, 2",
    // worth a few, not as many as there are executors
    "16, 8, 3",
    // one executor, and none yet
    "246 193, 1, 2",
    "246 193, 0, 2",
  })
  void executorsEndTogether(String operations, int slots, int tasks) {
    List<PartChoice.Work> works = works(operations, true);
    Map<String, List<Double>> shares = PartChoice.shares(works, slots);

    shares.values().forEach(own -> assertThat(sum(own)).isCloseTo(1, within(1e-9)));
    assertThat(works.stream().flatMap(work -> tasks(work, shares, 1))).hasSize(tasks);
    double mean = sum(works) / Math.max(1, slots);
    double last = works.stream().mapToDouble(work -> largest(work, shares)).max().orElseThrow();
    assertThat(end(works, shares, Math.max(1, slots), 1))
        .isLessThanOrEqualTo(Math.max(1.1 * mean + LEAST, last));
  }

  /** A third slower or faster than the operations say: whoever is free takes the small parts. */
  @ParameterizedTest
  @CsvSource({"100 100, 1.33", "100 100, 0.75", "100 80, 1.33", "79 100, 1.33"})
  void alsoWhereOneModelIsSlowerThanWasThought(String operations, double slower) {
    List<PartChoice.Work> works = works(operations, true);
    Map<String, List<Double>> shares = PartChoice.shares(works, 2);
    double mean = (slower * works.get(0).operations() + works.get(1).operations()) / 2;

    assertThat(end(works, shares, 2, slower)).isLessThan(1.07 * mean);
  }

  @Test
  void whatIsCutByTheUserStaysAsItIs() {
    assertThat(PartChoice.shares(works("246 193", false), 2)).isEmpty();
  }

  @Test
  void noPartIsSmallerThanItIsWorth() {
    for (String operations : List.of("100 96 7 3", "31 30 29 28 27", "1000 6 6 6", "64 9")) {
      List<PartChoice.Work> works = works(operations, true);
      PartChoice.shares(works, 3)
          .forEach(
              (id, own) ->
                  assertThat(own.get(own.size() - 1) * works.get(Integer.parseInt(id)).operations())
                      .describedAs("%s: %s", operations, own)
                      .isGreaterThanOrEqualTo(LEAST));
    }
  }

  @Test
  void textsFollowTheShares() {
    List<TokenText> texts = plan("tiny-llama", texts(40), 1).parts().get(0).texts();
    List<Part> parts = Part.of(texts, List.of(0.6, 0.3, 0.1));
    long all = tokens(texts);

    assertThat(parts).hasSize(3);
    assertThat(parts.stream().mapToInt(part -> part.texts().size()).sum()).isEqualTo(40);
    double[] shares = {0.6, 0.3, 0.1};
    for (int i = 0; i < shares.length; i++) {
      assertThat((double) tokens(parts.get(i).texts()) / all).isCloseTo(shares[i], within(0.05));
    }
  }

  @Test
  void aShortSweepOfSmallModelsIsNotWorthCutting() {
    ModelPlan plan = plan("tiny-llama", texts(40), 0);

    assertThat(PartChoice.Work.of(plan).isWorthCutting()).isFalse();
  }

  private static long tokens(List<TokenText> texts) {
    return texts.stream().mapToLong(text -> text.ids().length).sum();
  }

  private static List<PartChoice.Work> works(String operations, boolean open) {
    double[] each = Arrays.stream(operations.split(" ")).mapToDouble(Double::parseDouble).toArray();
    return IntStream.range(0, each.length)
        .mapToObj(i -> new PartChoice.Work(Integer.toString(i), each[i], LEAST, open))
        .toList();
  }

  private static Stream<Double> tasks(
      PartChoice.Work work, Map<String, List<Double>> shares, double slower) {
    return shares.getOrDefault(work.id(), List.of(1.0)).stream()
        .map(share -> share * work.operations() * slower);
  }

  private static double largest(PartChoice.Work work, Map<String, List<Double>> shares) {
    return tasks(work, shares, 1).mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static double sum(List<?> values) {
    return values.stream()
        .mapToDouble(
            value -> value instanceof PartChoice.Work work ? work.operations() : (Double) value)
        .sum();
  }

  /**
   * When the last one is done, of tasks that are taken by whoever is free, of the model that fewest
   * work on, as Spark's FAIR pools do.
   *
   * @param slower how much slower the first model is
   */
  private static double end(
      List<PartChoice.Work> works, Map<String, List<Double>> shares, int slots, double slower) {
    List<Deque<Double>> left =
        IntStream.range(0, works.size())
            .<Deque<Double>>mapToObj(
                m -> new ArrayDeque<>(tasks(works.get(m), shares, m == 0 ? slower : 1).toList()))
            .toList();
    PriorityQueue<double[]> running = new PriorityQueue<>(Comparator.comparingDouble(t -> t[0]));
    int[] workers = new int[works.size()];
    double now = 0;
    while (true) {
      OptionalInt next =
          IntStream.range(0, works.size())
              .filter(m -> !left.get(m).isEmpty())
              .reduce((a, b) -> workers[b] < workers[a] ? b : a);
      if (running.size() == slots || next.isEmpty()) {
        if (running.isEmpty()) {
          return now;
        }
        double[] done = running.remove();
        now = done[0];
        workers[(int) done[1]]--;
      } else {
        int model = next.orElseThrow();
        running.add(new double[] {now + left.get(model).remove(), model});
        workers[model]++;
      }
    }
  }
}
