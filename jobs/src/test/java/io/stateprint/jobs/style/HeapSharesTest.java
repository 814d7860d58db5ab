package io.stateprint.jobs.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stateprint.storage.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.TaskKilledException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HeapSharesTest {
  private static final long MIB = 1L << 20;
  private final HeapShares shares = new HeapShares(1160 * MIB);

  @Test
  void layersThatDoNotFitSideBySideAreReadOneAfterAnother() throws InterruptedException {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Thread second = new Thread(() -> shares.within(600 * MIB, "read", () -> order.add("second")));
    shares.within(
        600 * MIB,
        "read",
        () ->
            shares.within(
                300 * MIB,
                "read",
                () -> {
                  second.start();
                  join(second, TimeUnit.SECONDS.toMillis(1));
                  return order.add("first");
                }));
    second.join();
    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void whatFailsGivesItsShareBack() {
    assertThatThrownBy(
            () ->
                shares.within(
                    999 * MIB,
                    "read",
                    () -> {
                      throw new InputException("bad");
                    }))
        .hasMessage("bad");
    assertThat(shares.within(999 * MIB, "read", () -> 3)).isEqualTo(3);
  }

  @Test
  void oneThatIsEndedWhileItWaitsStopsWaiting() {
    List<Throwable> seen = Collections.synchronizedList(new ArrayList<>());
    Thread waiting = new Thread(() -> shares.within(MIB, "read", () -> 4));
    waiting.setUncaughtExceptionHandler((thread, thrown) -> seen.add(thrown));
    shares.within(
        999 * MIB,
        "read",
        () -> {
          waiting.start();
          waiting.interrupt();
          return join(waiting, 0);
        });
    assertThat(seen).singleElement().isInstanceOf(TaskKilledException.class);
    assertThat(shares.within(999 * MIB, "read", () -> 5)).isEqualTo(5);
  }

  private static boolean join(Thread thread, long millis) {
    try {
      thread.join(millis);
      return !thread.isAlive();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aHeapThatIsTooSmallForALayerIsToldBeforeItIsFull() {
    long usual = new LayerNeed(100, 200, 1100).bytes(8192);
    assertThat(shares.within(usual, "read", () -> 6)).isEqualTo(6);
    long many = new LayerNeed(5000, 200, 45_200).bytes(64);
    assertThatThrownBy(() -> shares.within(many, "score model m", () -> 7))
        .isInstanceOf(InputException.class)
        .hasMessageMatching(
            "Cannot score model m: a layer of its prompts under nine conditions takes 5\\d\\d\\d MiB of Java's heap beside 160 for all else, and it has 1160; set STATEPRINT_HEAP higher.*");
  }
}
