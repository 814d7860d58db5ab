package io.stateprint.jobs.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.LocalSpark;
import io.stateprint.jobs.remote.FaultyProxy;
import io.stateprint.jobs.remote.S3Bucket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the requests that write a table and read it again fails once, in one way. */
class TableFaultsTest {
  private static final List<TokenRow> ROWS =
      IntStream.range(0, 7)
          .mapToObj(i -> new TokenRow("p" + i, "default", new int[] {i}, List.of(), "", ""))
          .toList();

  private final S3Bucket s3 = new S3Bucket();
  private final SparkSession spark = LocalSpark.open(keys());
  private final Store store = Store.at(spark, s3.address("store"));

  /** The SDK itself tries nothing again: what S3A repeats is what is left. */
  private Map<String, String> keys() {
    Map<String, String> keys = new HashMap<>(s3.keys());
    keys.put("spark.hadoop.fs.s3a.attempts.maximum", "1");
    return keys;
  }

  @AfterEach
  void close() {
    spark.stop();
    s3.close();
  }

  private record Named(String name, FaultyProxy.Fault fault) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Named> faults() {
    return Stream.of(
        new Named("no answer", FaultyProxy.reset()),
        new Named("done, and the answer lost", FaultyProxy.lose()),
        new Named("the head of the answer alone", FaultyProxy.headOnly()),
        new Named("half of the answer", FaultyProxy.cut()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyRequestMayFailOnce(Named fault) {
    Set<String> asked = ConcurrentHashMap.newKeySet();
    s3.proxy.spoil(
        one -> asked.add(one.method() + one.path() + one.query()),
        Integer.MAX_VALUE,
        fault.fault());

    RunLock.holding(
        store,
        "run",
        () -> {
          store.delete(Table.TOKENS, "run", "m");
          store.write(Table.TOKENS, Table.TOKENS.rows(spark, ROWS).repartition(2), "run", "m");
          return 1;
        });

    assertThat(prompts()).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5", "p6");
    assertThat(asked).hasSizeGreaterThan(60);
    s3.proxy.heal();
    assertThat(prompts()).hasSize(ROWS.size());
    assertThat(StoredRows.leftovers(store)).isEmpty();
  }

  private List<String> prompts() {
    return store.read(Table.TOKENS, "run", "m").collectAsList().stream()
        .map(row -> Table.TOKENS.record(row).promptId())
        .toList();
  }
}
