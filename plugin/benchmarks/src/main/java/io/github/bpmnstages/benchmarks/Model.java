package io.github.bpmnstages.benchmarks;

import java.util.stream.IntStream;

/** BPMN of the cases, the same with and without stages but for the properties. */
final class Model {

  private Model() {}

  private static String process(String key, String elements) {
    return """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="benchmark">
          <bpmn:process id="%s" isExecutable="true" camunda:historyTimeToLive="1">%s</bpmn:process>
        </bpmn:definitions>
        """
        .formatted(key, elements);
  }

  private static String row(String prefix, String... ids) {
    StringBuilder xml =
        new StringBuilder(
            "<bpmn:startEvent id='%sStart'/><bpmn:endEvent id='%sEnd'/>".formatted(prefix, prefix));
    String source = prefix + "Start";
    for (String id : ids) {
      xml.append(flow(source, id));
      source = id;
    }
    return xml.append(flow(source, prefix + "End")).toString();
  }

  private static String flow(String source, String target) {
    return "<bpmn:sequenceFlow id='%s_%s' sourceRef='%s' targetRef='%s'/>"
        .formatted(source, target, source, target);
  }

  /** A sub-process; with properties it is a stage to an engine with the plugin. */
  private static String phase(String id, String properties, String elements) {
    return "<bpmn:subProcess id='%s'><bpmn:extensionElements><camunda:properties>%s</camunda:properties></bpmn:extensionElements>%s</bpmn:subProcess>"
        .formatted(id, properties, elements);
  }

  private static String tasksInARow(String prefix, String kind, int count, String attributes) {
    String[] ids = IntStream.range(0, count).mapToObj(i -> prefix + "_" + i).toArray(String[]::new);
    StringBuilder xml = new StringBuilder(row(prefix, ids));
    for (String id : ids) {
      xml.append(task(kind, id, attributes));
    }
    return xml.toString();
  }

  private static String task(String kind, String id, String attributes) {
    return "<bpmn:%s id='%s' %s/>".formatted(kind, id, attributes);
  }

  static String allSteps() {
    return property("exitCondition", "allStepsCompleted");
  }

  static String requirement(String expression) {
    return property("exitCondition", "requirements") + property("requirement.1", expression);
  }

  private static String property(String name, String value) {
    return "<camunda:property name='stage.%s' value='%s'/>".formatted(name, value);
  }

  /** Ten requirements; the last of them is met only by what completes the task. */
  static String tenRequirements() {
    StringBuilder properties = new StringBuilder(property("exitCondition", "requirements"));
    for (int i = 1; i <= 10; i++) {
      properties.append(
          property(
              "requirement." + i, "${r%d >= 9%s}".formatted(i, i < 10 ? "" : " and finished")));
    }
    return process(
        "p",
        row("p", "s") + phase("s", properties.toString(), tasksInARow("t", "userTask", 1, "")));
  }

  /** Three stages of two user tasks each. */
  static String threeTimesTwo() {
    return threeTimesTwo(allSteps());
  }

  /** Three phases of two user tasks each. */
  static String threeTimesTwo(String properties) {
    return threeTimesTwo("p", properties);
  }

  static String threeTimesTwo(String key, String properties) {
    return phases(key, 3, properties, "userTask", 2, "");
  }

  /** Five stages of four service tasks each, with those attributes. */
  static String fiveTimesFour(String attributes) {
    return phases(
        "p", 5, allSteps(), "serviceTask", 4, "camunda:expression='${true}' " + attributes);
  }

  /** One stage with that many tasks one after another. */
  static String oneStage(String kind, int count, String attributes) {
    return phases("p", 1, allSteps(), kind, count, attributes);
  }

  private static String phases(
      String key, int phases, String properties, String kind, int tasks, String attributes) {
    String[] ids = IntStream.range(0, phases).mapToObj(i -> "s" + i).toArray(String[]::new);
    StringBuilder xml = new StringBuilder(row("p", ids));
    for (String id : ids) {
      xml.append(phase(id, properties, tasksInARow(id + "t", kind, tasks, attributes)));
    }
    return process(key, xml.toString());
  }

  /** Two user tasks, no sub-process at all. */
  static String withoutStage() {
    return process("p", tasksInARow("t", "userTask", 2, ""));
  }

  /** One phase of that many parallel user tasks. */
  static String parallel(String key, int count, String properties) {
    return parallel(key, count, properties, "");
  }

  /** What one would use without the plugin: a boundary event on the condition. */
  static String parallelWithConditionalEvent(String key, int count, String expression) {
    return parallel(
        key,
        count,
        "",
        "<bpmn:boundaryEvent id='b' attachedToRef='s'><bpmn:conditionalEventDefinition id='whenTrue'>"
            + "<bpmn:condition xsi:type='bpmn:tFormalExpression'>"
            + expression
            + "</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:boundaryEvent>"
            + flow("b", "pEnd"));
  }

  private static String parallel(String key, int count, String properties, String boundary) {
    StringBuilder xml =
        new StringBuilder("<bpmn:startEvent id='rs'/><bpmn:parallelGateway id='fork'/>")
            .append(flow("rs", "fork"));
    for (int i = 0; i < count; i++) {
      xml.append(task("userTask", "t" + i, "")).append(flow("fork", "t" + i));
    }
    return process(key, row("p", "s") + phase("s", properties, xml.toString()) + boundary);
  }
}
