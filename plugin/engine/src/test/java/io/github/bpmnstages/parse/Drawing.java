package io.github.bpmnstages.parse;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Draws a process from lines such as {@code start -> f+ -> [A] -> end}.
 *
 * <ul>
 *   <li>{@code startX}, {@code endX}: events; {@code x+}, {@code x*}, {@code x?}: parallel,
 *       inclusive and exclusive gateway; {@code [A]}: stage with one user task; {@code {P}}:
 *       sub-process drawn with {@link #with}; anything else: a task
 *   <li>{@code A!b -> x}: error boundary event b on A; {@code A~b -> x}: timer boundary event that
 *       does not interrupt
 *   <li>{@code x => y}: default flow
 * </ul>
 *
 * A flow has the id {@code source_target}. What a node is has to be said in each of its places.
 */
final class Drawing {

  private static final String STAGE =
      "<extensionElements><camunda:properties>"
          + "<camunda:property name='stage.exitCondition' value='allStepsCompleted'/>"
          + "</camunda:properties></extensionElements>"
          + "<startEvent id='start_%1$s'/><sequenceFlow id='in_%1$s' sourceRef='start_%1$s'"
          + " targetRef='work_%1$s'/><userTask id='work_%1$s'/>";

  private final String open;
  private final String close;
  private final Map<String, String[]> nodes = new LinkedHashMap<>();
  private final StringBuilder flows = new StringBuilder();
  private final Map<String, Drawing> parts = new LinkedHashMap<>();

  private Drawing(String open, String close, String... lines) {
    this.open = open;
    this.close = close;
    for (String line : lines) {
      draw(line);
    }
  }

  static Drawing process(String... lines) {
    return new Drawing(
        "<process id='process' isExecutable='true' camunda:historyTimeToLive='1'>",
        "</process>",
        lines);
  }

  /** Fills the sub-process {@code {id}}. */
  Drawing with(String id, String... lines) {
    parts.put(id, new Drawing("<subProcess id='" + id + "'>", "</subProcess>", lines));
    return this;
  }

  /** Fills the sub-process {@code {id}} as another kind of sub-process. */
  Drawing withOpened(String id, String open, String close, String... lines) {
    parts.put(id, new Drawing(open, close, lines));
    return this;
  }

  /** Adds an event sub-process; its start event is {@code start}. */
  Drawing withEventSubProcess(String id, boolean interrupting, String... lines) {
    Drawing part =
        new Drawing("<subProcess id='" + id + "' triggeredByEvent='true'>", "</subProcess>", lines);
    part.nodes.put(
        "start",
        new String[] {
          "<startEvent id='start_" + id + "' isInterrupting='" + interrupting + "'>",
          "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>"
              + "</startEvent>"
        });
    part.rename("start", "start_" + id);
    parts.put(id, part);
    nodes.put(id, new String[] {"", ""});
    return this;
  }

  private void rename(String from, String to) {
    String renamed = flows.toString().replace("sourceRef='" + from + "'", "sourceRef='" + to + "'");
    flows.setLength(0);
    flows.append(renamed.replace("id='" + from + "_", "id='" + to + "_"));
  }

  /** The file, the process element in its third line. */
  String xml() {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test" \
        xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
        """
        + content()
        + "\n</definitions>";
  }

  private String content() {
    StringBuilder xml = new StringBuilder(open).append('\n');
    nodes.forEach(
        (id, node) -> {
          Drawing part = parts.get(id);
          xml.append(part == null ? node[0] + node[1] : part.content()).append('\n');
        });
    return xml.append(flows).append(close).toString();
  }

  private void draw(String line) {
    String[] words = line.strip().split("\\s+");
    String source = node(words[0]);
    for (int i = 1; i < words.length; i += 2) {
      String target = node(words[i + 1]);
      if (words[i].equals("=>")) {
        nodes.get(source)[0] =
            nodes.get(source)[0].replaceFirst(
                " id=", " default='" + source + "_" + target + "' id=");
      }
      flows.append(flow(source, target));
      source = target;
    }
  }

  private String flow(String source, String target) {
    String id = source + "_" + target;
    boolean drawnAlready = flows.indexOf("id='" + id + "'") >= 0;
    return "<sequenceFlow id='%s' sourceRef='%s' targetRef='%s'/>\n"
        .formatted(drawnAlready ? id + "_again" : id, source, target);
  }

  private String node(String word) {
    if (word.contains("!") || word.contains("~")) {
      return boundaryEvent(word);
    }
    String id = word.replaceAll("[^A-Za-z0-9_]", "");
    nodes.computeIfAbsent(id, key -> shape(word, key));
    return id;
  }

  private String boundaryEvent(String word) {
    String host = word.split("[!~]")[0];
    String id = word.split("[!~]")[1];
    nodes.computeIfAbsent(
        id,
        key ->
            new String[] {
              "<boundaryEvent id='%s' attachedToRef='%s' cancelActivity='%s'>"
                  .formatted(id, host, word.contains("!")),
              (word.contains("!")
                      ? "<errorEventDefinition/>"
                      : "<timerEventDefinition><timeDuration>PT1H</timeDuration>"
                          + "</timerEventDefinition>")
                  + "</boundaryEvent>"
            });
    return id;
  }

  private static String[] shape(String word, String id) {
    String tag =
        switch (word.charAt(word.length() - 1)) {
          case '+' -> "parallelGateway";
          case '*' -> "inclusiveGateway";
          case '?' -> "exclusiveGateway";
          case ']' -> "subProcess";
          default ->
              id.startsWith("start") ? "startEvent" : id.startsWith("end") ? "endEvent" : "task";
        };
    String content = tag.equals("subProcess") ? STAGE.formatted(id) : "";
    return new String[] {"<%s id='%s'>".formatted(tag, id), content + "</%s>".formatted(tag)};
  }
}
