package io.github.bpmnstages.benchmarks;

import java.util.stream.IntStream;

/** BPMN of the cases, the same with and without stages but for the properties. */
final class Model {

  private Model() {}

  static String process(String elements) {
    return """
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="benchmark">
          <bpmn:process id="p" isExecutable="true" camunda:historyTimeToLive="1">%s</bpmn:process>
        </bpmn:definitions>
        """
        .formatted(elements);
  }

  static String row(String prefix, String... ids) {
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

  static String flow(String source, String target) {
    return "<bpmn:sequenceFlow id='%s_%s' sourceRef='%s' targetRef='%s'/>"
        .formatted(source, target, source, target);
  }

  /** A sub-process; with properties it is a stage to an engine with the plugin. */
  static String phase(String id, String properties, String elements) {
    return "<bpmn:subProcess id='%s'><bpmn:extensionElements><camunda:properties>%s</camunda:properties></bpmn:extensionElements>%s</bpmn:subProcess>"
        .formatted(id, properties, elements);
  }

  static String allSteps() {
    return "<camunda:property name='stage.exitCondition' value='allStepsCompleted'/>";
  }

  static String requirement(String expression) {
    return "<camunda:property name='stage.exitCondition' value='requirements'/>"
        + "<camunda:property name='stage.requirement.1' value='"
        + expression
        + "'/>";
  }

  /** Three phases of two user tasks each. */
  static String threeTimesTwo() {
    StringBuilder xml = new StringBuilder(row("p", "s0", "s1", "s2"));
    for (int stage = 0; stage < 3; stage++) {
      String a = "t" + stage + "a";
      String b = "t" + stage + "b";
      xml.append(
          phase(
              "s" + stage,
              allSteps(),
              row("r" + stage, a, b) + task("userTask", a, "") + task("userTask", b, "")));
    }
    return process(xml.toString());
  }

  /** Five phases of four synchronous service tasks each. */
  static String fiveTimesFour() {
    StringBuilder xml = new StringBuilder(row("p", "s0", "s1", "s2", "s3", "s4"));
    for (int stage = 0; stage < 5; stage++) {
      int number = stage;
      String[] ids =
          IntStream.range(0, 4).mapToObj(i -> "t" + number + "_" + i).toArray(String[]::new);
      StringBuilder tasks = new StringBuilder(row("r" + stage, ids));
      for (String id : ids) {
        tasks.append(task("serviceTask", id, "camunda:expression='${true}'"));
      }
      xml.append(phase("s" + stage, allSteps(), tasks.toString()));
    }
    return process(xml.toString());
  }

  /** Two user tasks, no sub-process at all. */
  static String withoutStage() {
    return process(row("p", "a", "b") + task("userTask", "a", "") + task("userTask", "b", ""));
  }

  /** One phase of that many parallel user tasks. */
  static String parallel(int count, String properties, String boundary) {
    StringBuilder xml =
        new StringBuilder("<bpmn:startEvent id='rs'/><bpmn:parallelGateway id='fork'/>")
            .append(flow("rs", "fork"));
    for (int i = 0; i < count; i++) {
      xml.append(task("userTask", "t" + i, "")).append(flow("fork", "t" + i));
    }
    return process(row("p", "s") + phase("s", properties, xml.toString()) + boundary);
  }

  /** What one would use without the plugin: a boundary event on the condition. */
  static String conditionalBoundary(String expression) {
    return "<bpmn:boundaryEvent id='b' attachedToRef='s'><bpmn:conditionalEventDefinition id='c'>"
        + "<bpmn:condition xsi:type='bpmn:tFormalExpression'>"
        + expression
        + "</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:boundaryEvent>"
        + flow("b", "pEnd");
  }

  private static String task(String kind, String id, String attributes) {
    return "<bpmn:%s id='%s' %s/>".formatted(kind, id, attributes);
  }
}
