package io.stateprint.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stateprint.jobs.settings.Settings;
import io.stateprint.jobs.settings.SettingsException;
import io.stateprint.jobs.settings.SettingsLoader;
import io.stateprint.jobs.settings.SettingsSources;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys in what is shipped: ours by the loader, Spark's by Spark's own list, AWS's by its fields.
 */
class ShippedConfigurationTest {
  /** Keys that no list of Spark's core and SQL holds; each is in Spark's documentation. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "spark\\.(kubernetes\\.(namespace|container\\.image"
              + "|authenticate\\.(driver|executor)\\.serviceAccountName"
              + "|driver\\.(secrets|secretKeyRef|annotation)\\..+"
              + "|(driver|executor)\\.(limit|request)\\.cores)"
              + "|network\\.crypto\\.authEngineVersion|metrics\\.conf\\..+|emr-serverless\\.(driver|executor)\\.disk"
              + "|(driver|executor|worker|task)\\.resource\\.gpu\\.(amount|vendor|discoveryScript)"
              + "|ssl\\.(ui\\.)?(enabled|protocol|port|keyStore|keyStoreType|keyStorePassword))");

  @TempDir private Path folder;

  /** Keys stand in the list of Spark once the objects that declare them are loaded. */
  @BeforeAll
  static void loadKeysOfSpark() throws ClassNotFoundException {
    for (String name :
        List.of(
            "package$", "UI$", "Network$", "History$", "Deploy$", "Status$", "Worker$", "Kryo$")) {
      Class.forName("org.apache.spark.internal.config." + name);
    }
  }

  @Test
  void theNightsConfigurationIsReadByTheRealLoader() throws IOException {
    Settings settings = load("kubernetes/nightly.conf");

    assertThat(settings.models()).hasSize(2);
    assertThat(settings.outside().alert().webhook()).isPresent();
    assertThat(settings.outside().log().json()).isTrue();
    assertThat(settings.outside().cost().isKnown()).isTrue();
    assertThat(load("container/smoke.conf").models()).hasSize(1);
  }

  @Test
  void aMisspeltKeyOfOursWouldBeFound() throws IOException {
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.conf"),
            Shipped.text("kubernetes/nightly.conf").replace("webhook-file", "webhok-file"));
    SettingsException refused = catchThrowableOfType(SettingsException.class, () -> load(wrong));

    assertThat(refused).hasMessageContaining("did you mean alert.webhook-file?");
  }

  @Test
  void everyKeyOfSparkThatIsShippedIsOneThatSparkKnows() throws IOException {
    Set<String> keys = new TreeSet<>(standalone().stringPropertyNames());
    KubernetesManifestsTest.application()
        .path("spec")
        .path("sparkConf")
        .fieldNames()
        .forEachRemaining(keys::add);
    keys.addAll(emrKeys());

    assertThat(keys).hasSizeGreaterThan(60);
    assertThat(keys.stream().filter(key -> !isKnown(key))).isEmpty();
    assertThat(isKnown("spark.network.crypto.enable")).isFalse();
    assertThat(isKnown("spark.ssl.keystore")).isFalse();
  }

  @Test
  void everyClusterAuthenticatesAndEncrypts() throws IOException {
    Properties standalone = standalone();
    JsonNode application = KubernetesManifestsTest.application().path("spec").path("sparkConf");
    String emr = Shipped.text("emr/sweep.json");
    for (String key :
        List.of(
            "spark.authenticate", "spark.network.crypto.enabled", "spark.io.encryption.enabled")) {
      assertThat(standalone.getProperty(key)).isEqualTo("true");
      assertThat(application.path(key).asText()).isEqualTo("true");
      assertThat(emr).contains("--conf " + key + "=true");
    }
    assertThat(standalone.getProperty("spark.ssl.enabled")).isEqualTo("true");
    assertThat(application.path("spark.ssl.ui.enabled").asText()).isEqualTo("true");
    assertThat(standalone.stringPropertyNames()).doesNotContain("spark.authenticate.secret");
  }

  @Test
  void theJobOfEmrHasOnlyItsFields() throws IOException {
    JsonNode job = Shipped.json("emr/sweep.json");
    ObjectNode misspelt = job.deepCopy();
    ((ObjectNode) misspelt.path("jobDriver").path("sparkSubmit")).put("entrypoint", "x");
    ObjectNode wrong = job.deepCopy();
    wrong.put("executionTimeoutMinutes", "720");

    assertThat(Shipped.problems(job, "emr-serverless-job")).isEmpty();
    assertThat(Shipped.problems(misspelt, "emr-serverless-job")).hasSize(1);
    assertThat(Shipped.problems(wrong, "emr-serverless-job")).hasSize(1);
  }

  @Test
  void theArgumentsOfEmrAreACommandThatTheLoaderReads() throws IOException {
    List<String> assignments = new ArrayList<>();
    JsonNode arguments =
        Shipped.json("emr/sweep.json").at("/jobDriver/sparkSubmit/entryPointArguments");
    for (int i = 1; i < arguments.size(); i++) {
      if (arguments.get(i - 1).asText().equals("--set")) {
        assignments.add(arguments.get(i).asText());
      }
    }

    assertThat(load(List.of(), assignments).models()).hasSize(1);
  }

  @Test
  void rightsInAwsNameWhatTheyAreFor() throws IOException {
    for (JsonNode statement : Shipped.json("aws/iam-policy.json").path("Statement")) {
      boolean denies = statement.path("Effect").asText().equals("Deny");
      for (String action : texts(statement.path("Action"))) {
        assertThat(denies || !action.contains("*")).describedAs(action).isTrue();
      }
      for (String resource : texts(statement.path("Resource"))) {
        assertThat(resource).startsWith("arn:aws:").isNotEqualTo("arn:aws:s3:::*");
      }
      boolean writes = statement.path("Action").toString().contains("Put");
      assertThat(writes && statement.path("Resource").toString().contains("models")).isFalse();
    }
    for (String trust : List.of("aws/trust-policy-eks.json", "aws/trust-policy-emr.json")) {
      JsonNode statement = Shipped.json(trust).path("Statement").path(0);
      assertThat(statement.path("Principal").toString()).doesNotContain("\"*\"");
      assertThat(statement.path("Condition").isObject()).isTrue();
    }
  }

  @Test
  void theImageRunsAsNobodyAndCopiesOnlyWhatIsThere() throws IOException {
    String file = Shipped.text("container/Containerfile");
    Matcher copies = Pattern.compile("(?m)^COPY (?!--from)(.+)$").matcher(file);
    int copied = 0;
    while (copies.find()) {
      List<String> words = List.of(copies.group(1).split("\\s+"));
      for (String source : words.subList(0, words.size() - 1)) {
        assertThat(Shipped.DEPLOY.resolveSibling(source)).exists();
        copied++;
      }
    }

    assertThat(copied).isGreaterThan(8);
    assertThat(file.substring(file.lastIndexOf("\nUSER "))).startsWith("\nUSER 185\n");
    assertThat(file).contains("torch==2.7.1", "openjdk-17", "4.1.2").doesNotContain("https://");
  }

  private static List<String> emrKeys() throws IOException {
    JsonNode job = Shipped.json("emr/sweep.json");
    List<String> keys = new ArrayList<>();
    Matcher given =
        Pattern.compile("--conf (spark[^=]+)=")
            .matcher(job.at("/jobDriver/sparkSubmit/sparkSubmitParameters").asText());
    while (given.find()) {
      keys.add(given.group(1));
    }
    job.at("/configurationOverrides/applicationConfiguration/0/properties")
        .fieldNames()
        .forEachRemaining(keys::add);
    return keys;
  }

  private static boolean isKnown(String key) {
    return org.apache.spark.internal.config.ConfigEntry.findEntry(key) != null
        || ELSEWHERE.matcher(key).matches();
  }

  private static Properties standalone() throws IOException {
    Properties properties = new Properties();
    for (String file : List.of("spark-defaults.conf", "gpu.conf")) {
      properties.load(new StringReader(Shipped.text("standalone/conf/" + file)));
    }
    return properties;
  }

  private static List<String> texts(JsonNode one) {
    List<String> out = new ArrayList<>();
    if (one.isArray()) {
      one.forEach(item -> out.add(item.asText()));
    } else {
      out.add(one.asText());
    }
    return out;
  }

  private Settings load(String path) throws IOException {
    return load(Shipped.DEPLOY.resolve(path));
  }

  /** With a webhook's address where the secret would be mounted; places are checked elsewhere. */
  private Settings load(Path conf) throws IOException {
    Path hook = Files.writeString(folder.resolve("url"), "https://hooks.example/services/x");
    Path here =
        Files.writeString(
            folder.resolve("here.conf"),
            Files.readString(conf)
                .replace("/etc/stateprint/webhook/url", hook.toString())
                .replace("s3a://", "/s3a/"));
    return load(List.of(here), List.of());
  }

  private static Settings load(List<Path> files, List<String> assignments) {
    List<String> all = assignments.stream().map(one -> one.replace("s3a://", "/s3a/")).toList();
    return SettingsLoader.load(
        new SettingsSources(
            files, all, Path.of("..").toAbsolutePath().normalize(), Clock.systemUTC()));
  }
}
