package io.github.bpmnstages.enginesuite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares passes of the engine's own tests with the one without the plugin, by name.
 *
 * <p>First argument: the directory with Surefire's reports of the pass without the plugin, or a
 * text file of the tests that fail there. Then for each pass to compare: the directory with its
 * reports and the text file of the differences that are explained.
 */
public final class ComparePasses {

  private ComparePasses() {}

  /**
   * @throws IllegalStateException if a test differs without an explanation
   */
  public static void main(String[] args) throws IOException {
    Path without = Path.of(args[0]);
    int problems = 0;
    for (int i = 1; i < args.length; i += 2) {
      Comparison comparison = compare(without, Path.of(args[i]), Path.of(args[i + 1]));
      comparison.lines().forEach(System.out::println);
      problems += comparison.problems();
    }
    if (problems > 0) {
      throw new IllegalStateException(
          problems + " tests differ from the engine without the plugin, see above");
    }
  }

  private static Comparison compare(Path without, Path reports, Path explained) throws IOException {
    Pass actual = Pass.read(reports);
    return new Comparison(
        reports.getFileName().toString(),
        Files.isDirectory(without)
            ? readAndList(without)
            : actual.whereOnlyFail(NamedTests.read(without).names()),
        actual,
        NamedTests.read(explained));
  }

  /** Leaves a list of what fails beside the reports: the text file of the next time. */
  private static Pass readAndList(Path without) throws IOException {
    Pass pass = Pass.read(without);
    Files.write(without.resolve("failing.txt"), pass.failing());
    return pass;
  }
}
