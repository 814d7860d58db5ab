package io.stateprint.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.stateprint.jobs.remote.FaultyProxy;
import io.stateprint.jobs.remote.S3Bucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with a bucket: one sentence that helps, nothing lost, no secret told. */
class S3FaultsTest extends CommandCase {
  private static final String STATES = "store/states/run_id=r/model_id=m/";
  private final S3Bucket s3 = new S3Bucket();

  @BeforeEach
  void putModel() throws IOException {
    s3.server.putFolder(s3.name, "models/tiny", HOME.resolve(TINY));
  }

  @AfterEach
  void close() {
    s3.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | AccessDenied                 | access is denied; the credentials need s3:ListBucket",
        "403 | InvalidAccessKeyId           | the access key is not known there",
        "403 | SignatureDoesNotMatch        | the secret key does not belong to the access key",
        "400 | ExpiredToken                 | the session token has expired; get new credentials",
        "301 | PermanentRedirect            | lies in another region; set s3.region",
        "400 | AuthorizationHeaderMalformed | lies in another region; set s3.region",
        "404 | NoSuchBucket                 | there is no bucket",
      })
  void whatTheServerRefusesIsSaidWithBucketAndRemedy(int status, String code, String sentence)
      throws IOException {
    s3.proxy.spoil(
        one -> true, Integer.MAX_VALUE, FaultyProxy.error(status, code, "As S3 says it."));

    Ran store = run(remote("sample", "--set", local(), "--debug"));
    Ran model = run(remote("plan"));

    for (Ran ran : List.of(store, model)) {
      assertThat(ran.code()).isEqualTo(1);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err()).startsWith("Cannot ").contains(sentence, s3.name);
      assertNoSecret(ran);
    }
  }

  @Test
  void aServerThatIsGoneIsNamedInTime() throws IOException {
    s3.proxy.close();

    Ran ran = run(remote("plan"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("Cannot open " + s3.address("models/tiny") + ": the server does not answer")
        .contains("s3.endpoint");
  }

  @Test
  void missingCredentialsAreNamedWithThePlacesToGiveThem() throws IOException {
    Ran ran =
        run(
            remote(
                "plan",
                "--set",
                "spark.conf.\"spark.hadoop.fs.s3a.aws.credentials.provider\"=\"org.apache.hadoop.fs.s3a.TemporaryAWSCredentialsProvider\""));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("no credentials were found; set AWS_ACCESS_KEY_ID", s3.name);
  }

  @Test
  void rightsThatEndInTheMiddleLoseNothingAndTheRunResumes() throws IOException {
    s3.proxy.spoil(
        one -> one.method().matches("POST|PUT") && one.path().endsWith(".parquet"),
        Integer.MAX_VALUE,
        FaultyProxy.error(400, "ExpiredToken", "The provided token has expired."));

    Ran expired = run(remote("sample"));
    s3.proxy.heal();
    Ran resumed = run(remote("sample"));

    assertThat(expired.code()).isEqualTo(1);
    assertThat(expired.err())
        .contains("the session token has expired", s3.name + "/store/states/run_id=r/model_id=m");
    assertNoSecret(expired);
    assertThat(resumed.err()).isEmpty();
    assertThat(resumed.code()).isZero();
    assertThat(s3.server.keys(s3.name, STATES)).anyMatch(key -> key.endsWith("_SUCCESS"));
  }

  @Test
  void weightsThatChangeDuringTheRunEndIt() throws IOException {
    byte[] other = Files.readAllBytes(HOME.resolve(TINY).resolve("model.safetensors"));
    other[other.length - 1] ^= 1;
    s3.proxy.spoil(
        one -> one.path().endsWith("/_sweep.json") && one.method().equals("PUT"),
        1,
        (exchange, server) -> {
          s3.server.put(s3.name, "models/tiny/model.safetensors", other);
          FaultyProxy.begin(exchange, server.ask());
        });

    Ran ran = run(remote("sample"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains(s3.address("models/tiny") + ": its files changed since this run began");
    assertThat(s3.server.keys(s3.name, "store/")).noneMatch(key -> key.endsWith("_SUCCESS"));
  }

  @Test
  void weightsThatVanishDuringTheRunEndItAndItResumes() throws IOException {
    byte[] weights = Files.readAllBytes(HOME.resolve(TINY).resolve("model.safetensors"));
    s3.proxy.spoil(
        one -> one.path().endsWith("/_sweep.json") && one.method().equals("PUT"),
        1,
        (exchange, server) -> {
          s3.server.delete(s3.name, "models/tiny/model.safetensors");
          FaultyProxy.begin(exchange, server.ask());
        });

    Ran gone = run(remote("sample"));
    s3.server.put(s3.name, "models/tiny/model.safetensors", weights);
    Ran resumed = run(remote("sample"));

    assertThat(gone.code()).isEqualTo(1);
    assertThat(gone.err()).contains(s3.address("models/tiny"));
    assertThat(resumed.code()).describedAs(resumed.err()).isZero();
  }

  @Test
  void aDamagedTableIsNamedWithWhatToDelete() throws IOException {
    run(remote("sample"));
    String file =
        s3.server.keys(s3.name, STATES).stream()
            .filter(key -> key.endsWith(".parquet"))
            .findFirst()
            .orElseThrow();
    byte[] content = s3.server.get(s3.name, file);
    Arrays.fill(content, content.length / 2, content.length, (byte) 7);
    s3.server.put(s3.name, file, content);

    Ran ran = run(remote("profile"));

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains(s3.address(file))
        .contains("delete " + s3.address("store") + "/runs/run_id=r/model_id=m");
    assertNoSecret(ran);
  }

  @Test
  void secretsStandNowhere() throws IOException {
    Ran ran = run(remote("sweep", "--json", "--debug", "--set", "report.page=false"));
    Ran wrong = run(remote("plan", "--set", "sweep.seed=x"));
    Ran broken =
        run(
            remote(
                "plan",
                "--set",
                "spark.conf={\"spark.hadoop.fs.s3a.secret.key\"=[" + S3Bucket.SECRET + "}"));
    Ran login =
        run(
            remote(
                "plan",
                "--set",
                "sweep.store=s3a://" + S3Bucket.ACCESS + ":" + S3Bucket.SECRET + "@b/store"));
    Ran inspected =
        run("inspect", "s3a://" + S3Bucket.ACCESS + ":" + "planted@" + s3.name + "/models/tiny");

    assertThat(ran.code()).isZero();
    assertThat(List.of(wrong.code(), broken.code(), login.code())).containsExactly(2, 2, 2);
    assertThat(login.err()).contains("holds a login before an @");
    assertThat(inspected.code()).isEqualTo(1);
    for (Ran one : List.of(ran, wrong, broken, login, inspected)) {
      assertNoSecret(one);
    }
    for (String key : s3.server.keys(s3.name, "store/")) {
      String content = new String(s3.server.get(s3.name, key), StandardCharsets.ISO_8859_1);
      assertThat(content).describedAs(key).doesNotContain(S3Bucket.SECRET, S3Bucket.ACCESS);
    }
  }

  private static void assertNoSecret(Ran ran) {
    assertThat(ran.out() + ran.err())
        .doesNotContain(S3Bucket.SECRET)
        .doesNotContain(S3Bucket.ACCESS)
        .doesNotContain("planted");
  }

  private String local() {
    return "sweep.models=[{id = m, checkpoint = \"" + TINY + "\"}]";
  }

  private String[] remote(String command, String... more) throws IOException {
    List<String> arguments = new ArrayList<>(s3.options());
    arguments.addAll(
        List.of(
            "--set",
            "sweep.store=" + s3.address("store"),
            "--set",
            "sweep.models=[{id = m, checkpoint = \"%s\"}]".formatted(s3.address("models/tiny"))));
    arguments.addAll(List.of(more));
    return with(command, "r", arguments.toArray(String[]::new));
  }
}
