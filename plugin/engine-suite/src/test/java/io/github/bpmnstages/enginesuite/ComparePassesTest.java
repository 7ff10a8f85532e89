package io.github.bpmnstages.enginesuite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assert.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ComparePassesTest {

  private static final String PASSED = "<testcase classname='A' name='%s'/>";
  private static final String FAILED =
      "<testcase classname='A' name='%s'><failure message='no'/></testcase>";
  private static final String SKIPPED = "<testcase classname='A' name='%s'><skipped/></testcase>";

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  @Test
  public void shouldAgreeWhenTheSameTestsFail() throws IOException {
    // given
    Path without = pass("without", FAILED.formatted("one"), PASSED.formatted("two"));
    Path with = pass("with", FAILED.formatted("one"), PASSED.formatted("two"));

    // when
    ComparePasses.main(arguments(without, with, list()));

    // then
    assertThat(without.resolve("failing.txt")).hasContent("A#one");
  }

  @Test
  public void shouldRefuseWhenATestFailsWithThePluginOnly() throws IOException {
    Path without = pass("without", PASSED.formatted("one"));
    Path with = pass("with", FAILED.formatted("one"));

    assertThat(lines(without, with, list()))
        .contains("  unexplained: A#one: PASSED without, FAILED with");
    assertThrows(
        IllegalStateException.class, () -> ComparePasses.main(arguments(without, with, list())));
  }

  @Test
  public void shouldRefuseWhenATestNoLongerRuns() throws IOException {
    Path without = pass("without", PASSED.formatted("one"), PASSED.formatted("two"));
    Path with = pass("with", PASSED.formatted("one"), SKIPPED.formatted("two"));
    Path less = pass("less", PASSED.formatted("one"));

    assertThat(lines(without, with, list()))
        .contains("  unexplained: A#two: PASSED without, SKIPPED with");
    assertThat(lines(without, less, list()))
        .contains("  unexplained: A#two: PASSED without, MISSING with");
  }

  @Test
  public void shouldAgreeWhenTheDifferenceIsExplained() throws IOException {
    Path without = pass("without", PASSED.formatted("one"));
    Path with = pass("with", FAILED.formatted("one"));
    Path explained = list("# because of the contract", "A#one");

    ComparePasses.main(arguments(without, with, explained));

    assertThat(lines(without, with, explained)).contains("      1  because of the contract");
  }

  @Test
  public void shouldNameTheExplanationThatExplainsNothing() throws IOException {
    Path without = pass("without", PASSED.formatted("one"));
    Path with = pass("with", PASSED.formatted("one"));

    assertThat(lines(without, with, list("# because", "A#one")))
        .contains("  explained, but does not differ: A#one");
  }

  @Test
  public void shouldRefuseWhenATestLeavesRows() throws IOException {
    Path without = pass("without", PASSED.formatted("one"));
    Path with = pass("with", PASSED.formatted("one"));
    Files.writeString(with.resolve("left-rows.txt"), "A#one");

    assertThat(lines(without, with, list())).contains("  leaves rows: A#one");
    assertThrows(
        IllegalStateException.class, () -> ComparePasses.main(arguments(without, with, list())));
  }

  @Test
  public void shouldCompareWithAListOfFailingTests() throws IOException {
    Path with = pass("with", FAILED.formatted("one"), PASSED.formatted("two"));

    ComparePasses.main(arguments(list("A#one"), with, list()));

    Path none = list();
    assertThrows(
        IllegalStateException.class, () -> ComparePasses.main(arguments(none, with, list())));
  }

  @Test
  public void shouldKnowATestWithParametersAgainInAnotherJvm() throws IOException {
    Path without = pass("without", PASSED.formatted("one[0: A@1b2c3d]"));
    Path with = pass("with", PASSED.formatted("one[0: A@4e5f6a]"));

    ComparePasses.main(arguments(without, with, list()));

    assertThat(Pass.read(with).tests()).containsExactly("A#one[0: A@]");
  }

  private List<String> lines(Path without, Path with, Path explained) {
    return new Comparison("with", Pass.read(without), Pass.read(with), NamedTests.read(explained))
        .lines();
  }

  private static String[] arguments(Path without, Path with, Path explained) {
    return new String[] {without.toString(), with.toString(), explained.toString()};
  }

  private Path list(String... lines) throws IOException {
    return Files.write(folder.newFile().toPath(), List.of(lines));
  }

  private Path pass(String name, String... testCases) throws IOException {
    Path directory = folder.newFolder(name).toPath();
    Files.writeString(
        directory.resolve("TEST-A.xml"),
        "<testsuite>" + String.join("", testCases) + "</testsuite>");
    return directory;
  }
}
