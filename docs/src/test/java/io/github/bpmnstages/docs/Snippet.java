package io.github.bpmnstages.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A region of a file of this repository: {@code path} the whole file, {@code path#name} what stands
 * between the comments {@code tag::name[]} and {@code end::name[]}, and in a BPMN file, whose
 * comments a modeler drops, the head of the element with that id up to its extension elements.
 */
final class Snippet {

  private Snippet() {}

  static String read(String reference) {
    String[] parts = reference.split("#");
    List<String> lines = Repository.read(Repository.ROOT.resolve(parts[0])).lines().toList();
    return parts.length == 1 ? text(lines) : text(region(Path.of(parts[0]), lines, parts[1]));
  }

  private static List<String> region(Path file, List<String> lines, String name) {
    if (file.toString().endsWith(".bpmn")) {
      int first = line(lines, 0, "id=\"" + name + "\"", file);
      return lines.subList(first, line(lines, first, "</bpmn:extensionElements>", file) + 1);
    }
    int first = line(lines, 0, "tag::" + name + "[]", file) + 1;
    return lines.subList(first, line(lines, first, "end::" + name + "[]", file));
  }

  private static int line(List<String> lines, int from, String text, Path file) {
    return IntStream.range(from, lines.size())
        .filter(number -> lines.get(number).contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No '" + text + "' in " + file));
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines).stripIndent().strip() + "\n";
  }
}
