package io.stateprint;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Rooms stand in the order of the data; a room uses only rooms before it. */
class ArchitectureTest {
  private static final List<String> ROOMS =
      List.of(
          "storage",
          "checkpoint",
          "hub",
          "prompts",
          "tokens",
          "decoder",
          "shard",
          "sampling",
          "direction",
          "trajectory",
          "profile",
          "inference",
          "score",
          "depth",
          "validity",
          "personality",
          "evidence",
          "geometry",
          "constancy",
          "comparison",
          "traits",
          "portrait",
          "drift",
          "choice",
          "external",
          "report",
          "page");

  private static final List<String> ANSWERS = List.of("portrait", "drift", "choice");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.stateprint");

  @Test
  void aRoomUsesOnlyRoomsBeforeIt() {
    for (int room = 0; room < ROOMS.size() - 1; room++) {
      String[] later =
          ROOMS.subList(room + 1, ROOMS.size()).stream()
              .map(name -> "io.stateprint." + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("io.stateprint." + ROOMS.get(room) + "..")
          .should()
          .dependOnClassesThat(resideInAnyPackage(later))
          .because("rooms stand in the order of the data")
          .allowEmptyShould(true)
          .check(CLASSES);
    }
  }

  @Test
  void portraitDriftAndChoiceDoNotSeeEachOther() {
    for (String room : ANSWERS) {
      noClasses()
          .that()
          .resideInAPackage("io.stateprint." + room + "..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  ANSWERS.stream()
                      .filter(other -> !other.equals(room))
                      .map(name -> "io.stateprint." + name + "..")
                      .toArray(String[]::new)))
          .because("what is typical, what moved and what fits are answers of their own")
          .check(CLASSES);
    }
  }

  @Test
  void everyClassStandsInARoom() {
    String[] rooms =
        ROOMS.stream().map(name -> "io.stateprint." + name + "..").toArray(String[]::new);
    classes().should().resideInAnyPackage(rooms).check(CLASSES);
    Assertions.assertThat(CLASSES).isNotEmpty();
  }

  @Test
  void commonKnowsNeitherSparkNorTypesafeConfig() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.apache.spark..", "org.apache.hadoop..", "com.typesafe.config.."))
        .because("what the jobs compute can be used without a cluster")
        .check(CLASSES);
  }

  @Test
  void theRoomsOfNumbersDoNotKnowTheEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.stateprint.direction..",
            "io.stateprint.trajectory..",
            "io.stateprint.profile..",
            "io.stateprint.inference..",
            "io.stateprint.score..",
            "io.stateprint.depth..",
            "io.stateprint.validity..",
            "io.stateprint.evidence..",
            "io.stateprint.geometry..",
            "io.stateprint.constancy..",
            "io.stateprint.comparison..",
            "io.stateprint.portrait..",
            "io.stateprint.drift..",
            "io.stateprint.choice..",
            "io.stateprint.external..",
            "io.stateprint.report..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("ai.djl.."))
        .because("numbers are made of plain arrays, which anyone can check")
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
