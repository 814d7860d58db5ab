package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.jobs.remote.FaultyProxy;
import io.stateprint.jobs.remote.S3Bucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both jobs with checkpoint and store in a bucket of an S3 server. */
class S3SweepTest extends CommandCase {
  private final S3Bucket s3 = new S3Bucket();

  @BeforeEach
  void putModel() throws IOException {
    s3.server.putFolder(s3.name, "models/tiny", HOME.resolve(TINY));
  }

  @AfterEach
  void close() {
    s3.close();
  }

  @Test
  void aBucketGivesWhatADiskGives() throws IOException {
    JsonNode local = json(run(sweep("same", "--json")));
    JsonNode there = json(run(remote("sweep", "same", "--json")));

    assertThat(there.toString()).contains(s3.address("store"));
    assertThat(withoutPlaces(there)).isEqualTo(withoutPlaces(local));
    List<String> keys = s3.server.keys(s3.name, "store/");
    assertThat(keys)
        .anyMatch(key -> key.matches("store/states/run_id=same/model_id=m/.*\\.parquet"))
        .noneMatch(key -> key.contains("__magic") || key.contains("_temporary"))
        .noneMatch(key -> key.contains("_lock") || key.contains("_writable"));
    String success =
        new String(
            s3.server.get(s3.name, "store/tokens/run_id=same/model_id=m/_SUCCESS"),
            StandardCharsets.UTF_8);
    assertThat(new ObjectMapper().readTree(success).path("committer").asText()).isEqualTo("magic");
  }

  @Test
  void aRunInABucketResumesWithoutReadingWeights() throws IOException {
    run(remote("sample", "again"));
    s3.proxy.forget();

    Ran again = run(remote("sample", "again"));

    assertThat(again.err()).isEmpty();
    assertThat(again.code()).isZero();
    assertThat(s3.proxy.asked())
        .noneMatch(one -> one.method().equals("POST") && one.query().contains("uploads"));
    Ran other = run(remote("sample", "again", "--set", "sweep.seed=2"));
    assertThat(other.code()).isEqualTo(1);
    assertThat(other.err()).contains("sweep.seed was 1 and is 2");
  }

  @Test
  void inspectAndPlanReadAModelWhereItLies() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("inspect", s3.address("models/tiny")));
    arguments.addAll(s3.options());
    Ran inspected = run(arguments.toArray(String[]::new));
    Ran planned = run(remote("plan", "planned"));

    assertThat(inspected.err() + planned.err()).isEmpty();
    assertThat(inspected.out()).contains("llama");
    assertThat(planned.out()).contains("m: llama, ");
  }

  @Test
  void hiccupsOfTheServerChangeNothing() throws IOException {
    JsonNode local = json(run(sweep("rough", "--json")));
    s3.proxy
        .spoil(every(7), 40, FaultyProxy.error(503, "SlowDown", "Please reduce your rate."))
        .spoil(every(11), 20, FaultyProxy.reset())
        .spoil(
            one -> one.method().equals("GET") && one.path().endsWith(".safetensors"),
            2,
            FaultyProxy.cut());

    JsonNode there = json(run(remote("sweep", "rough", "--json")));

    assertThat(withoutPlaces(there)).isEqualTo(withoutPlaces(local));
    assertThat(s3.proxy.asked()).hasSizeGreaterThan(100);
  }

  /** Of requests that differ in numbers alone, one. */
  @Test
  void everyRequestMayLoseAllOfItsAnswerButTheHead() throws IOException {
    JsonNode local = json(run(sweep("rough", "--json")));
    Set<String> asked = ConcurrentHashMap.newKeySet();
    s3.proxy.spoil(
        one -> asked.add((one.method() + one.path() + one.query()).replaceAll("[0-9a-f-]+", "")),
        Integer.MAX_VALUE,
        FaultyProxy.headOnly());

    JsonNode there = json(run(remote("sweep", "rough", "--json")));

    assertThat(withoutPlaces(there)).isEqualTo(withoutPlaces(local));
    assertThat(asked).hasSizeGreaterThan(100);
  }

  private static java.util.function.Predicate<FaultyProxy.Asked> every(int nth) {
    java.util.concurrent.atomic.AtomicInteger count =
        new java.util.concurrent.atomic.AtomicInteger();
    return one -> count.incrementAndGet() % nth == 0;
  }

  private String[] remote(String command, String run, String... more) throws IOException {
    String model = "sweep.models=[{id = m, checkpoint = \"%s\"}]";
    List<String> arguments = new ArrayList<>(s3.options());
    arguments.addAll(
        List.of(
            "--set",
            "sweep.store=" + s3.address("store"),
            "--set",
            "report.page=false",
            "--set",
            model.formatted(s3.address("models/tiny"))));
    arguments.addAll(List.of(more));
    return with(command, run, arguments.toArray(String[]::new));
  }

  /** What may differ: where things lie, and how long it took. */
  private static JsonNode withoutPlaces(JsonNode answer) {
    List<String> free =
        List.of("store", "report", "seconds", "checkpoint", "source", "finished", "peakRssBytes");
    if (answer instanceof ObjectNode object) {
      object.remove(free);
    }
    answer.forEach(S3SweepTest::withoutPlaces);
    return answer;
  }
}
