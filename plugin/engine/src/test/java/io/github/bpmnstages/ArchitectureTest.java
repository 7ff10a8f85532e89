package io.github.bpmnstages;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Data flows down the table of packages; the rules say why. */
@AnalyzeClasses(packages = "io.github.bpmnstages", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.github.bpmnstages";

  private static final List<String> PACKAGES =
      List.of("model", "parse", "run", "history", "query", "event", "record", "execution");

  @ArchTest
  static final ArchRule model =
      imports("model")
          .because(
              "what a BPMN file declares is known before anything runs, and everything else may"
                  + " speak about it");

  @ArchTest
  static final ArchRule parse =
      imports("parse", "model")
          .because(
              "reading a file must not depend on what is done with it: behaviours and listeners"
                  + " are installed through a callback");

  @ArchTest
  static final ArchRule run =
      imports("run")
          .because(
              "which moves are legal depends neither on tables nor on the engine's executions");

  @ArchTest
  static final ArchRule history =
      imports("history", "run")
          .because("rows and SQL are stored facts: they know no models and decide nothing");

  @ArchTest
  static final ArchRule query =
      imports("query", "run", "history", "model")
          .because(
              "the read side answers from rows and declarations and must not be able to write"
                  + " or to touch an execution");

  @ArchTest
  static final ArchRule event =
      imports("event", "run")
          .because(
              "who is told of a change gets facts, and neither rows nor executions to change by"
                  + " accident");

  @ArchTest
  static final ArchRule record =
      imports("record", "run", "history", "model", "event")
          .because(
              "the only writer must not reach into executions: what is recorded never decides what"
                  + " a run does");

  @ArchTest
  static final ArchRule execution =
      imports("execution", "model", "run", "record", "query")
          .because("what touches executions writes through the recorder, never to rows by itself");

  @ArchTest
  static final ArchRule nothingBelowKnowsTheRoot =
      noClasses()
          .that()
          .resideInAnyPackage(
              PACKAGES.stream().map(ArchitectureTest::inside).toArray(String[]::new))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT)
          .because(
              "the plugin class is a table of contents: it knows all packages, and none knows it")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule noProductInNames =
      noClasses()
          .should()
          .haveSimpleNameContaining("Camunda")
          .because("the same sources are to be built for the forks of the engine")
          .allowEmptyShould(true);

  /** The first package imports from no packages of the plugin but itself and the others given. */
  private static ArchRule imports(String name, String... allowed) {
    String[] forbidden =
        PACKAGES.stream()
            .filter(
                other ->
                    Stream.concat(Stream.of(name), Arrays.stream(allowed)).noneMatch(other::equals))
            .map(ArchitectureTest::inside)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(inside(name))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true);
  }

  private static String inside(String name) {
    return ROOT + "." + name + "..";
  }
}
