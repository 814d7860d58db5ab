package io.stateprint.jobs;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rooms stand in an order; a room uses only rooms before it. */
class ArchitectureTest {
  private static final List<String> ROOMS =
      List.of(
          "progress",
          "settings",
          "alert",
          "metrics",
          "remote",
          "tables",
          "sample",
          "style",
          "drift",
          "report",
          "cli");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.stateprint.jobs");

  @Test
  void aRoomUsesOnlyRoomsBeforeIt() {
    for (int room = 0; room < ROOMS.size() - 1; room++) {
      noClasses()
          .that()
          .resideInAPackage(inside(ROOMS.get(room)))
          .should()
          .dependOnClassesThat(resideInAnyPackage(inside(ROOMS.subList(room + 1, ROOMS.size()))))
          .check(CLASSES);
    }
  }

  @Test
  void everyClassStandsInARoom() {
    classes().should().resideInAnyPackage(inside(ROOMS)).check(CLASSES);
  }

  @Test
  void onlySettingsAndCommandsKnowConfiguration() {
    noClasses()
        .that()
        .resideOutsideOfPackages(inside(List.of("settings", "cli")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.typesafe.config.."))
        .because("a checked record crosses the room's door, a key does not")
        .check(CLASSES);
  }

  @Test
  void settingsAndProgressKnowNoSpark() {
    noClasses()
        .that()
        .resideInAnyPackage(inside(List.of("settings", "progress")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.spark..", "org.apache.hadoop.."))
        .check(CLASSES);
  }

  private static String[] inside(List<String> rooms) {
    return rooms.stream().map(ArchitectureTest::inside).toArray(String[]::new);
  }

  private static String inside(String room) {
    return "io.stateprint.jobs." + room + "..";
  }
}
