package io.stateprint.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest extends SettingsCase {
  @Test
  void takesEveryDefaultWhereOnlyAModelIsNamed() {
    Settings settings = set(MODEL);

    assertThat(settings.runId()).isEqualTo("2026-11-23T060007Z");
    assertThat(settings.store()).isEqualTo("runs");
    assertThat(settings.seed()).isEqualTo(1);
    assertThat(settings.sampling().layers()).isEqualTo(new LayerChoice.All());
    assertThat(settings.sampling().pooling()).containsExactly(Pooling.LAST, Pooling.USER);
    assertThat(settings.prompts().conditions()).containsExactly("default");
    assertThat(settings.prompts().prompts()).allMatch(Files::isRegularFile);
    assertThat(settings.template().limit()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.models()).extracting(ModelSettings::format).containsOnly(PromptFormat.CHAT);
  }

  @Test
  void readsTheExampleOfTheInterface() throws IOException {
    Path file =
        file(
            """
            sweep {
              run-id = "2026-11-23-nightly"
              store  = "out"
              models = [
                { id = a, checkpoint = "data-samples/models/tiny-llama", format = chat }
                { id = b, checkpoint = "hf://owner/name", revision = "v1", system = "Be brief." }
              ]
              prompts    = ["data-samples/prompts/bank-1.0.0.ru.jsonl"]
              conditions = [default, "+empathy", "-empathy"]
              sampling { layers = [8, 16], pooling = [last], tokens = false }
              precision  = float32
              shards     = auto
              seed       = 7
            }
            """);
    Settings settings = load(List.of(file));

    assertThat(settings.runId()).isEqualTo("2026-11-23-nightly");
    assertThat(settings.models().get(1).checkpoint()).isEqualTo("hf://owner/name@v1");
    assertThat(settings.models().get(1).system()).contains("Be brief.");
    assertThat(settings.prompts().conditions()).containsExactly("default", "+empathy", "-empathy");
    assertThat(settings.sampling().layers()).isEqualTo(new LayerChoice.Listed(List.of(8, 16)));
    assertThat(settings.sampling().pooling()).containsExactly(Pooling.LAST);
    assertThat(settings.seed()).isEqualTo(7);
  }

  @Test
  void laterFilesWinAndAssignmentsWinOverFiles() throws IOException {
    Path first = file("sweep { seed = 1, store = first }");
    Path second = Files.writeString(folder.resolve("second.conf"), "sweep.store = second");

    Settings files = load(List.of(first, second), MODEL);
    Settings assigned = load(List.of(first, second), MODEL, "sweep.store=/tmp/a b#1");

    assertThat(files.store()).isEqualTo("second");
    assertThat(files.seed()).isEqualTo(1);
    assertThat(assigned.store()).isEqualTo("/tmp/a b#1");
  }

  @Test
  void aStoreMayLieInTheHomeFolder() {
    assertThat(set(MODEL, "sweep.store=~/states").store())
        .isEqualTo(System.getProperty("user.home") + "/states");
  }

  @Test
  void everyConfigurationOfTheProjectCanBeRead() throws IOException {
    try (var files = Files.list(HOME.resolve("conf"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThan(3);
      Path demo = HOME.resolve("conf/demo.conf");
      all.forEach(file -> assertThat(load(List.of(demo, file)).models()).isNotEmpty());
    }
  }

  @Test
  void takesModelsByIdOrLocation() {
    Settings settings =
        SettingsLoader.load(
            new SettingsSources(
                List.of(),
                List.of(MODEL),
                HOME,
                CLOCK,
                List.of("m", "hf://some/Llama 8B", "some/dir")));
    assertThat(settings.models())
        .extracting(ModelSettings::id, ModelSettings::checkpoint)
        .containsExactly(
            tuple("m", "some/dir"),
            tuple("Llama-8B", "hf://some/Llama 8B"),
            tuple("m", "some/dir"));
  }

  @Test
  void asksForAModelOnlyWhereACommandNeedsOne() {
    SettingsSources none = new SettingsSources(List.of(), List.of(), HOME, CLOCK);

    assertThat(SettingsLoader.load(none.withoutModels()).models()).isEmpty();
    assertThatThrownBy(() -> SettingsLoader.load(none)).hasMessageContaining("names no model");
  }

  @Test
  void readsWhatIsAskedBesidePromptsAndAnchors() {
    String folder = "data-samples/prompts/";
    FurtherSettings further =
        set(
                MODEL,
                "sweep.conditions=all",
                "sweep.calibration=[" + folder + "calibration-1.1.0.en.jsonl]",
                "sweep.paraphrases=" + folder + "paraphrases-1.1.0.en.jsonl",
                "sweep.further-conditions=all",
                "sweep.controls={wordings=[2,3,2],doses=[strong],nonsense=true,prompts=8}",
                "sweep.system-prompts.placebos=[" + folder + "placebos-1.1.0.en.jsonl]")
            .prompts()
            .further();

    assertThat(set(MODEL).prompts().further().controls().prompts()).isEqualTo(40);
    assertThat(set(MODEL).prompts().further().systems().prompts()).isEqualTo(20);
    assertThat(set(MODEL).prompts().further().calibration()).isEmpty();
    assertThat(further.calibration()).hasSize(1).allMatch(Files::isRegularFile);
    assertThat(further.paraphrases()).hasSize(1).allMatch(Files::isRegularFile);
    assertThat(further.framings()).isEmpty();
    assertThat(further.conditions()).hasSize(9);
    assertThat(set(MODEL).prompts().further().conditions()).containsExactly("default");
    assertThat(further.systems().placebos()).hasSize(1).allMatch(Files::isRegularFile);
    assertThat(further.controls())
        .isEqualTo(new ControlSettings(List.of(2, 3), List.of("strong"), true, 8));
  }

  @Test
  void theRoleOfAFileDecidesResultsAndItsPlaceDoesNot() {
    String file = "=data-samples/prompts/paraphrases-1.1.0.en.jsonl";
    String absolute = "=" + HOME.resolve("data-samples/prompts/paraphrases-1.1.0.en.jsonl");
    String one = set(MODEL, "sweep.paraphrases" + file).fingerprint();

    assertThat(set(MODEL, "sweep.paraphrases" + absolute).fingerprint()).isEqualTo(one);
    assertThat(set(MODEL, "sweep.calibration" + file).fingerprint()).isNotEqualTo(one);
    assertThat(set(MODEL).fingerprint()).isNotEqualTo(one);
  }

  @Test
  void theFingerprintIsOfWhatDecidesResults() {
    String one = set(MODEL).fingerprint();

    assertThat(set(MODEL, "sweep.seed=2").fingerprint()).isNotEqualTo(one);
    assertThat(set(MODEL, "sweep.sampling.layers=every 2").fingerprint()).isNotEqualTo(one);
    assertThat(set(MODEL, "sweep.store=elsewhere", "sweep.partitions=3").fingerprint())
        .isEqualTo(one);
  }

  @Test
  void hidesSecretsOfSparkInTheManifest() {
    Settings settings =
        set(MODEL, "spark.conf.\"spark.hadoop.fs.s3a.secret.key\"=hush", "spark.conf.\"a.b\"=seen");

    assertThat(settings.spark().conf()).containsEntry("spark.hadoop.fs.s3a.secret.key", "hush");
    assertThat(settings.toJson()).doesNotContain("hush").contains("seen");
  }

  @Test
  void s3IsReachedWithTlsUnlessSaidOtherwise() {
    Map<String, String> usual = set(MODEL).spark().conf();
    Map<String, String> own =
        set(MODEL, "s3.endpoint=https://s3.example.org", "s3.path-style=true").spark().conf();
    Map<String, String> here = set(MODEL, "s3.endpoint=http://127.0.0.1:9000").spark().conf();
    Map<String, String> spark =
        set(
                MODEL,
                "s3.region=eu-west-1",
                "spark.conf.\"spark.hadoop.fs.s3a.endpoint.region\"=eu-north-1")
            .spark()
            .conf();

    assertThat(usual)
        .containsEntry("spark.hadoop.fs.s3a.connection.ssl.enabled", "true")
        .doesNotContainKeys("spark.hadoop.fs.s3a.endpoint", "spark.hadoop.fs.s3a.endpoint.region");
    assertThat(own)
        .containsEntry("spark.hadoop.fs.s3a.endpoint", "https://s3.example.org")
        .containsEntry("spark.hadoop.fs.s3a.path.style.access", "true")
        .containsKey("spark.hadoop.fs.s3a.endpoint.region");
    assertThat(here).containsEntry("spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:9000");
    assertThat(spark).containsEntry("spark.hadoop.fs.s3a.endpoint.region", "eu-north-1");
  }

  @Test
  void aStoreAndACheckpointMayLieInABucket() {
    Settings settings =
        set(
            "sweep.models=[{id = m, checkpoint = \"s3a://models/Llama\"}]",
            "sweep.store=s3a://bucket/stateprint");

    assertThat(settings.store()).isEqualTo("s3a://bucket/stateprint");
    assertThat(settings.models().get(0).checkpoint()).isEqualTo("s3a://models/Llama");
    assertThat(settings.fingerprint()).isEqualTo(set(MODEL).fingerprint());
  }
}
