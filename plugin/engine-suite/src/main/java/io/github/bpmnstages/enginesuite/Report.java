package io.github.bpmnstages.enginesuite;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One of Surefire's XML files: the tests of one class. */
final class Report {

  private final Path file;

  Report(Path file) {
    this.file = file;
  }

  void addTo(Map<String, Outcome> outcomes) {
    try (InputStream stream = Files.newInputStream(file)) {
      read(XMLInputFactory.newDefaultFactory().createXMLStreamReader(stream), outcomes);
    } catch (IOException | XMLStreamException e) {
      throw new IllegalStateException("Cannot read the report " + file, e);
    }
  }

  private static void read(XMLStreamReader xml, Map<String, Outcome> outcomes)
      throws XMLStreamException {
    String test = null;
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "testcase" -> {
            test = free(name(xml), outcomes);
            outcomes.put(test, Outcome.PASSED);
          }
          case "failure", "error" -> outcomes.put(test, Outcome.FAILED);
          case "skipped" -> outcomes.put(test, Outcome.SKIPPED);
          default -> {}
        }
      }
    }
  }

  /** Without what differs from JVM to JVM: parameters that show their identity or the time. */
  private static String name(XMLStreamReader xml) {
    String name =
        xml.getAttributeValue(null, "classname") + '#' + xml.getAttributeValue(null, "name");
    return name.replaceAll("@[0-9a-f]{4,}", "@")
        .replaceAll("\\w{3} \\w{3} \\d{2} \\d{2}:\\d{2}:\\d{2} \\w+ \\d{4}", "now");
  }

  private static String free(String name, Map<String, Outcome> outcomes) {
    String free = name;
    for (int i = 2; outcomes.containsKey(free); i++) {
      free = name + " (" + i + ')';
    }
    return free;
  }
}
