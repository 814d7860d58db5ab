package io.stateprint.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LimitRange;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Manifests against the operator's fields and Kubernetes' own models, without a server. */
class KubernetesManifestsTest {
  private static final Map<String, Class<?>> KINDS =
      Map.of(
          "Namespace", Namespace.class,
          "ResourceQuota", ResourceQuota.class,
          "LimitRange", LimitRange.class,
          "ServiceAccount", ServiceAccount.class,
          "Role", Role.class,
          "RoleBinding", RoleBinding.class,
          "NetworkPolicy", NetworkPolicy.class,
          "CronJob", CronJob.class);

  private static final String SCHEMA = "spark-application-v1";

  @Test
  void theApplicationHasOnlyFieldsOfTheOperatorAndOfPods() throws IOException {
    JsonNode application = application();

    assertThat(Shipped.problems(application, SCHEMA)).isEmpty();
    for (String side : List.of("driverSpec", "executorSpec")) {
      PodSpec pod = pod(application, side);
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertConfined(pod.getContainers().get(0));
    }
  }

  @Test
  void misspeltFieldsAndWrongTypesOfTheApplicationAreFound() throws IOException {
    ObjectNode misspelt = (ObjectNode) application();
    ((ObjectNode) misspelt.path("spec"))
        .set("driverArguments", misspelt.path("spec").path("driverArgs"));
    ObjectNode wrong = (ObjectNode) application();
    ((ObjectNode) wrong.path("spec").path("sparkConf")).put("spark.executor.instances", 4);
    ObjectNode late = (ObjectNode) application();
    ((ObjectNode) late.path("spec").path("applicationTolerations").path("restartConfig"))
        .put("restartPolicy", "Sometimes");
    ObjectNode pod = (ObjectNode) application();
    ((ObjectNode) pod.path("spec").path("driverSpec").path("podTemplateSpec").path("spec"))
        .put("serviceAcountName", "x");

    assertThat(Shipped.problems(misspelt, SCHEMA))
        .hasSize(1)
        .first()
        .asString()
        .contains("driverArguments");
    assertThat(Shipped.problems(wrong, SCHEMA)).hasSize(1).first().asString().contains("string");
    assertThat(Shipped.problems(late, SCHEMA)).hasSize(1);
    assertThatThrownBy(() -> pod(pod, "driverSpec")).hasMessageContaining("serviceAcountName");
  }

  @Test
  void everyOtherManifestHasOnlyFieldsOfKubernetes() throws IOException {
    List<JsonNode> all = resources();

    assertThat(all).hasSizeGreaterThanOrEqualTo(14);
    for (JsonNode one : all) {
      Object model = Shipped.strictly(one, KINDS.get(one.path("kind").asText()));
      assertThat(model).isNotNull();
      boolean isNamespace = model instanceof Namespace;
      assertThat(one.path("metadata").path("namespace").asText())
          .isEqualTo(isNamespace ? "" : "stateprint");
    }
  }

  @Test
  void misspeltFieldsAndWrongTypesOfKubernetesAreFound() throws IOException {
    ObjectNode job = (ObjectNode) first("CronJob");
    ((ObjectNode) job.path("spec")).put("concurencyPolicy", "Forbid");
    ObjectNode policy = (ObjectNode) first("NetworkPolicy");
    ((ObjectNode) policy.path("spec")).put("policyTypes", "Ingress");

    assertThatThrownBy(() -> Shipped.strictly(job, CronJob.class))
        .hasMessageContaining("concurencyPolicy");
    assertThatThrownBy(() -> Shipped.strictly(policy, NetworkPolicy.class))
        .hasMessageContaining("policyTypes");
  }

  @Test
  void theClockOfTheNightMayOnlyCreateApplicationsAndIsConfined() throws IOException {
    CronJob job = Shipped.strictly(first("CronJob"), CronJob.class);
    PodSpec pod = job.getSpec().getJobTemplate().getSpec().getTemplate().getSpec();
    List<PolicyRule> rules = new ArrayList<>();
    for (JsonNode one : resources()) {
      if (one.path("metadata").path("name").asText().equals(pod.getServiceAccountName())
          && one.path("kind").asText().equals("Role")) {
        rules.addAll(Shipped.strictly(one, Role.class).getRules());
      }
    }

    assertThat(job.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
    assertThat(rules).hasSize(1);
    assertThat(rules.get(0).getVerbs()).containsExactly("create");
    assertThat(rules.get(0).getResources()).containsExactly("sparkapplications");
    assertConfined(pod.getContainers().get(0));
    assertThat(pod.getContainers().get(0).getResources().getLimits()).containsKeys("cpu", "memory");
  }

  @Test
  void noRoleMayDoEverythingAndNoManifestHoldsASecret() throws IOException {
    for (JsonNode one : resources()) {
      assertThat(one.path("kind").asText()).isNotEqualTo("Secret");
      if (one.path("kind").asText().equals("Role")) {
        assertThat(one.toString()).doesNotContain("\"*\"", "secrets");
      }
    }
    JsonNode conf = application().path("spec").path("sparkConf");
    conf.properties()
        .forEach(
            entry -> {
              if (entry.getKey().matches("(?i).*(secret|password).*")) {
                assertThat(entry.getValue().asText())
                    .matches("/etc/stateprint/[a-z]+|stateprint-[a-z]+:[a-z]+|\\$\\{env:[A-Z_]+}");
              }
            });
  }

  @Test
  void everyDoorIsClosedFirst() throws IOException {
    NetworkPolicy deny = Shipped.strictly(first("NetworkPolicy"), NetworkPolicy.class);

    assertThat(deny.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
    assertThat(deny.getSpec().getPodSelector().getMatchLabels()).isEmpty();
    assertThat(deny.getSpec().getIngress()).isEmpty();
    assertThat(deny.getSpec().getEgress()).isEmpty();
  }

  @Test
  void theKustomizationNamesFilesThatAreThereAndLeavesNoneOut() throws IOException {
    JsonNode kustomization = Shipped.yaml(Shipped.text("kubernetes/kustomization.yaml")).get(0);
    List<String> named = new ArrayList<>(texts(kustomization.path("resources")));
    named.addAll(texts(kustomization.path("configMapGenerator").path(0).path("files")));
    try (Stream<java.nio.file.Path> files = Files.list(Shipped.DEPLOY.resolve("kubernetes"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(named.stream(), Stream.of("kustomization.yaml", "create-application"))
                  .toList());
    }
  }

  private static void assertConfined(Container container) {
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
  }

  private static PodSpec pod(JsonNode application, String side) throws IOException {
    return Shipped.strictly(
            application.path("spec").path(side).path("podTemplateSpec"), PodTemplateSpec.class)
        .getSpec();
  }

  static JsonNode application() throws IOException {
    return Shipped.yaml(
            Shipped.text("kubernetes/nightly-application.yaml").replace("@RUN_ID@", "2026-11-24"))
        .get(0);
  }

  private static List<JsonNode> resources() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    JsonNode kustomization = Shipped.yaml(Shipped.text("kubernetes/kustomization.yaml")).get(0);
    for (String file : texts(kustomization.path("resources"))) {
      all.addAll(Shipped.yaml(Shipped.text("kubernetes/" + file)));
    }
    return all;
  }

  private static JsonNode first(String kind) throws IOException {
    return resources().stream()
        .filter(one -> one.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }
}
