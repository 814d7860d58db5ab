package io.stateprint.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.stateprint.sampling.LayerChoice;
import io.stateprint.sampling.Pooling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T06:00:07Z"), ZoneOffset.UTC);
  private static final String MODEL = "sweep.models=[{id = m, checkpoint = \"some/dir\"}]";
  @TempDir private Path folder;

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
  void namesEveryProblemAtOnceWithFileAndLine() throws IOException {
    Path file =
        file(
            """
            sweep {
              seeds = 3
              sampling { layers = "each 8", pooling = [first] }
              models = [{ id = "a b", checkpiont = x }]
              prompts = ["no/such.jsonl"]
            }
            reprot { language = en }
            memory.chunk-tokens = many
            """);
    SettingsException thrown =
        catchThrowableOfType(
            SettingsException.class, () -> load(List.of(file), "sweep.precision=float12"));

    assertThat(thrown.problems())
        .extracting(Problem::toString)
        .anyMatch(at(file, 2, "unknown key sweep.seeds; did you mean sweep.seed?"))
        .anyMatch(at(file, 3, "sweep.sampling.layers = each 8 is not known"))
        .anyMatch(
            at(file, 3, "sweep.sampling.pooling = first is not known; choose among last, user"))
        .anyMatch(
            at(file, 4, "sweep.models[0].checkpiont; did you mean sweep.models[0].checkpoint?"))
        .anyMatch(at(file, 4, "sweep.models[0].id = \"a b\" cannot be a folder's name"))
        .anyMatch(at(file, 4, "sweep.models[0].checkpoint is missing"))
        .anyMatch(at(file, 5, "names no/such.jsonl, and there is no such file"))
        .anyMatch(at(file, 7, "unknown key reprot; did you mean report?"))
        .anyMatch(at(file, 8, "memory.chunk-tokens = \"many\" is of the wrong kind"))
        .anyMatch(line -> line.startsWith("--set sweep.precision=float12: sweep.precision"))
        .hasSize(10);
    assertThat(thrown).hasMessageStartingWith("Cannot use the configuration: 10 problems");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sweep.models=[]                     | names no model",
        "sweep.models=tiny                   | a list of { id = ..., checkpoint = ... } is needed",
        "sweep.models=[{id=a,checkpoint=b},7]| sweep.models[1] = 7 is of the wrong kind; { id ="
            + " ...",
        "sweep.store={a=1}                   | sweep.store = {\"a\":1} is of the wrong kind; a"
            + " text",
        "sweep.seed=1.5                      | sweep.seed = 1.5 is of the wrong kind; a whole"
            + " number",
        "sweep.run-id=a/b                    | cannot be a folder's name",
        "sweep.store=gs://bucket/x           | is of a kind that is not known; name a directory, or an s3a://",
        "sweep.store=s3://bucket/x           | is spelled s3a://bucket/x here",
        "sweep.store=s3a:///x                | names no bucket; write s3a://BUCKET/KEY",
        "sweep.models=[{id=a,checkpoint=\"s3n://b/m\"}] | is spelled s3a://b/m here",
        "sweep.models=[{id=a,checkpoint=\"gs://b/m\"}] | is of a kind that is not known",
        "s3.endpoint=http://s3.example.org   | is not encrypted; use https://, or set s3.tls = false",
        "s3.endpoint=ftp://s3.example.org    | an address such as https://s3.example.org is needed",
        "s3.endpoint=https://h/bucket        | an address such as https://s3.example.org is needed",
        "s3.region=EU West                   | is no region",
        "sweep.store=out[1]                  | does not take for a plain folder",
        "sweep.store=out*                    | does not take for a plain folder",
        "sweep.store=a:b                     | does not take for a plain folder",
        "sweep.conditions=[\"+empathy\"]     | lacks default",
        "sweep.models=[{id=a,checkpoint=d,format=plain,system=s}] | has no place in format = plain",
        "sweep.shards=0                      | out of range",
        "sweep.sampling.tokens=true          | is not part of this version",
        "sweep.sampling.layers=[-1]          | does not name blocks",
        "sweep.sampling.layers=[]            | does not name blocks",
        "sweep.sampling.layers=every 0       | is not known",
        "sweep.sampling.pooling=[]           | is empty; one or more are needed",
        "sweep.sampling=all                  | it is a section",
        "sweep.conditions=[\"+empaty\"]      | did you mean +empathy?",
        "sweep.partitions=0                  | is out of range",
        "sweep.calibration=[no/such.jsonl]   | names no/such.jsonl, and there is no such file",
        "sweep.framings=[{a=1}]              | is of the wrong kind; a list of texts",
        "sweep.system-prompts.files=none     | names none, and there is no such file",
        "sweep.system-prompts.prompts=0      | is out of range",
        "sweep.controls.prompts=many         | is of the wrong kind; a whole number",
        "sweep.controls.nonsense=perhaps     | true or false is needed",
        "sweep.controls.wordings=[2]         | sweep.conditions has none; set it to all",
        "sweep.controls.doses=[weak]         | sweep.conditions has none; set it to all",
        "sweep.conditions=[default,\"+empathy/w2\"] | names +empathy/w2, a control; ask for it"
            + " with",
        "sweep.further-conditions=some       | is not known; choose default or all",
        "sweep.controls.wording=[2]          | did you mean sweep.controls.wordings?",
        "memory.chunk-tokens=-5              | is out of range",
        "template.date=yesterday             | template.date",
        "template.limit=0s                   | is not above zero",
        "report.language=fr                  | choose en or ru",
        "sampling.layers=all                 | unknown key sampling; did you mean sweep.sampling?",
        "language=en                         | unknown key language; did you mean report.language?",
        "sweep                               | key=value is needed",
        "sweep.store={                       | is not HOCON",
      })
  void refusesWhatCannotBeUsed(String assignment, String sentence) {
    String[] assignments =
        assignment.startsWith("sweep.models") ? new String[] {assignment} : both(assignment);

    assertThatThrownBy(() -> set(assignments))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("1 problem")
        .hasMessageContaining("--set " + assignment)
        .hasMessageContaining(sentence);
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
  void controlsAreOfConditionsThatTheBankHas() {
    assertThatThrownBy(() -> set(MODEL, "sweep.conditions=all", "sweep.controls.wordings=[1]"))
        .hasMessageContaining("names 1; wordings from 2 on are controls");
    assertThatThrownBy(() -> set(MODEL, "sweep.conditions=all", "sweep.controls.doses=[plain]"))
        .hasMessageContaining("names plain; choose among weak, strong");
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
  void cutsALongValueAndStaysOnOneLine() throws IOException {
    Path file = file("sweep.seed = [\n" + "1,\n".repeat(200) + "]");

    assertThatThrownBy(() -> load(List.of(file), MODEL))
        .hasMessageContaining("sweep.seed = [1,1,")
        .hasMessageContaining("1... is of the wrong kind")
        .message()
        .hasLineCount(2);
  }

  @Test
  void refusesTwoModelsOfOneId() {
    assertThatThrownBy(() -> set("sweep.models=[{id=a,checkpoint=x},{id=a,checkpoint=y}]"))
        .hasMessageContaining("two of id a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sweep { seed = 1", "sweep = {{", "a : b : c"})
  void namesTheLineOfWhatIsNotHocon(String text) throws IOException {
    Path file = file("# first line\n" + text);

    assertThatThrownBy(() -> load(List.of(file), MODEL))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining(file + ":2: is not HOCON");
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertThatThrownBy(() -> load(List.of(folder.resolve("none.conf")), MODEL))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("none.conf")
        .hasMessageContaining("no such file");
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

  @Test
  void aProblemRepeatsNoSecret() throws IOException {
    Path file =
        file(
            """
            spark.conf {
              "spark.hadoop.fs.s3a.secret.key" = "hush" hush]
            }
            """);
    String key = "spark.conf.\"spark.hadoop.fs.s3a.secret.key\"";

    for (SettingsException thrown :
        List.of(
            catchThrowableOfType(SettingsException.class, () -> load(List.of(file), MODEL)),
            catchThrowableOfType(SettingsException.class, () -> set(MODEL, key + "=[hush}")),
            catchThrowableOfType(
                SettingsException.class, () -> set(MODEL, "sweep.store=s3a://x:hush@b/s")),
            catchThrowableOfType(
                SettingsException.class, () -> set(MODEL, "s3.endpoint=https://x:hush@h")))) {
      assertThat(thrown).hasMessageContaining("1 problem");
      assertThat(thrown.getMessage()).doesNotContain("hush");
    }
  }

  private static java.util.function.Predicate<String> at(Path file, int line, String sentence) {
    return text -> text.startsWith(file + ":" + line + ": ") && text.contains(sentence);
  }

  private static String[] both(String assignment) {
    return new String[] {MODEL, assignment};
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("my.conf"), text);
  }

  private static Settings set(String... assignments) {
    return load(List.of(), assignments);
  }

  private static Settings load(List<Path> files, String... assignments) {
    return SettingsLoader.load(new SettingsSources(files, List.of(assignments), HOME, CLOCK));
  }
}
