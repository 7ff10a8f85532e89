package io.github.bpmnstages.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Draws a process from lines such as {@code start -> f+ -> [A] -> end}.
 *
 * <ul>
 *   <li>{@code startX}, {@code endX}: events; {@code x+}, {@code x*}, {@code x?}: parallel,
 *       inclusive and exclusive gateway; {@code [A]}: stage A with the user task {@code workA};
 *       {@code {P}}: sub-process drawn with {@link #with}; anything else: a task
 *   <li>{@code A!b -> x}: error boundary event b on A; {@code A~b -> x}: timer boundary event that
 *       does not interrupt; later on they are known as {@code b}
 *   <li>{@code x => y}: default flow
 * </ul>
 *
 * A flow has the id {@code source_target}.
 */
final class Drawing {

  static final String STAGE_PROPERTIES =
      "<extensionElements><camunda:properties>"
          + "<camunda:property name='stage.exitCondition' value='allStepsCompleted'/>"
          + "</camunda:properties></extensionElements>";

  private static final String STAGE =
      STAGE_PROPERTIES
          + "<startEvent id='begin%1$s'/><sequenceFlow id='to%1$s' sourceRef='begin%1$s'"
          + " targetRef='work%1$s'/><userTask id='work%1$s'/>";

  private static final String TIMER =
      "<timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition>";

  /** What stands before and after the id of a node, and between its tags. */
  private record Shape(String tag, String attributes, String content) {}

  /**
   * @param before how many flows lead from the source to the target already
   */
  private record Flow(String source, String target, boolean otherwise, int before) {}

  private final String open;
  private final String close;
  private final Map<String, Shape> nodes = new LinkedHashMap<>();
  private final List<Flow> flows = new ArrayList<>();
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
    return withOpened(id, "<subProcess id='" + id + "'>", "</subProcess>", lines);
  }

  /** Fills the sub-process {@code {id}} as another kind of sub-process. */
  Drawing withOpened(String id, String open, String close, String... lines) {
    parts.put(id, new Drawing(open, close, lines));
    return this;
  }

  /** Changes what {@link #with} has drawn. */
  Drawing inside(String id, UnaryOperator<Drawing> change) {
    parts.computeIfPresent(id, (key, part) -> change.apply(part));
    return this;
  }

  /** Adds an event sub-process; {@code startX} is started by a timer. */
  Drawing withEventSubProcess(String id, boolean interrupting, String... lines) {
    Drawing part =
        new Drawing("<subProcess id='" + id + "' triggeredByEvent='true'>", "</subProcess>", lines);
    part.nodes.replaceAll(
        (key, shape) ->
            shape.tag().equals("startEvent")
                ? new Shape("startEvent", " isInterrupting='" + interrupting + "'", TIMER)
                : shape);
    parts.put(id, part);
    nodes.put(id, new Shape("", "", ""));
    return this;
  }

  /** The file. */
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
    nodes.forEach((id, shape) -> xml.append(node(id, shape)).append('\n'));
    flows.forEach(flow -> xml.append(sequenceFlow(flow)).append('\n'));
    return xml.append(close).toString();
  }

  private String node(String id, Shape shape) {
    if (parts.containsKey(id)) {
      return parts.get(id).content();
    }
    return "<%s id='%s'%s%s>%s</%s>"
        .formatted(
            shape.tag(), id, shape.attributes(), defaultFlow(id), shape.content(), shape.tag());
  }

  private String defaultFlow(String id) {
    return flows.stream()
        .filter(flow -> flow.otherwise() && flow.source().equals(id))
        .map(flow -> " default='" + id(flow) + "'")
        .findFirst()
        .orElse("");
  }

  private String sequenceFlow(Flow flow) {
    return "<sequenceFlow id='%s' sourceRef='%s' targetRef='%s'>%s</sequenceFlow>"
        .formatted(id(flow), flow.source(), flow.target(), condition(flow));
  }

  private static String id(Flow flow) {
    return flow.source() + "_" + flow.target() + "_again".repeat(flow.before());
  }

  /** Where the engine insists on one. */
  private String condition(Flow flow) {
    boolean decision = nodes.get(flow.source()).tag().equals("exclusiveGateway");
    long ways = flows.stream().filter(other -> other.source().equals(flow.source())).count();
    return decision && ways > 1 && !flow.otherwise()
        ? "<conditionExpression>${yes}</conditionExpression>"
        : "";
  }

  private void draw(String line) {
    String[] words = line.strip().split("\\s+");
    String source = read(words[0]);
    for (int i = 1; i < words.length; i += 2) {
      String target = read(words[i + 1]);
      flows.add(new Flow(source, target, words[i].equals("=>"), flowsBetween(source, target)));
      source = target;
    }
  }

  private int flowsBetween(String source, String target) {
    return (int)
        flows.stream()
            .filter(flow -> flow.source().equals(source) && flow.target().equals(target))
            .count();
  }

  private String read(String word) {
    if (word.contains("!") || word.contains("~")) {
      return readBoundaryEvent(word);
    }
    String id = word.replaceAll("[^A-Za-z0-9_]", "");
    nodes.putIfAbsent(id, shape(word, id));
    return id;
  }

  private String readBoundaryEvent(String word) {
    String[] hostAndId = word.split("[!~]");
    boolean error = word.contains("!");
    nodes.putIfAbsent(
        hostAndId[1],
        new Shape(
            "boundaryEvent",
            " attachedToRef='%s' cancelActivity='%s'".formatted(hostAndId[0], error),
            error ? "<errorEventDefinition/>" : TIMER));
    return hostAndId[1];
  }

  private static Shape shape(String word, String id) {
    return switch (word.charAt(word.length() - 1)) {
      case '+' -> new Shape("parallelGateway", "", "");
      case '*' -> new Shape("inclusiveGateway", "", "");
      case '?' -> new Shape("exclusiveGateway", "", "");
      case ']' -> new Shape("subProcess", "", STAGE.formatted(id));
      default -> new Shape(tag(id), "", "");
    };
  }

  private static String tag(String id) {
    if (id.startsWith("start")) {
      return "startEvent";
    }
    return id.startsWith("end") ? "endEvent" : "task";
  }
}
