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

  /** Ten requirements; the last of them is met only by what completes the task. */
  static String tenRequirements() {
    StringBuilder properties =
        new StringBuilder("<camunda:property name='stage.exitCondition' value='requirements'/>");
    for (int i = 1; i <= 10; i++) {
      properties.append(
          "<camunda:property name='stage.requirement.%d' value='${r%d >= 9%s}'/>"
              .formatted(i, i, i < 10 ? "" : " and finished"));
    }
    return process(
        row("p", "s")
            + phase("s", properties.toString(), row("r", "a") + task("userTask", "a", "")));
  }

  /** Three stages of two user tasks each. */
  static String threeTimesTwo() {
    return threeTimesTwo(allSteps());
  }

  /** Three phases of two user tasks each. */
  static String threeTimesTwo(String properties) {
    StringBuilder xml = new StringBuilder(row("p", "s0", "s1", "s2"));
    for (int stage = 0; stage < 3; stage++) {
      String a = "t" + stage + "a";
      String b = "t" + stage + "b";
      xml.append(
          phase(
              "s" + stage,
              properties,
              row("r" + stage, a, b) + task("userTask", a, "") + task("userTask", b, "")));
    }
    return process(xml.toString());
  }

  /** Five stages of four service tasks each, with those attributes. */
  static String fiveTimesFour(String attributes) {
    StringBuilder xml = new StringBuilder(row("p", "s0", "s1", "s2", "s3", "s4"));
    for (int stage = 0; stage < 5; stage++) {
      int number = stage;
      String[] ids =
          IntStream.range(0, 4).mapToObj(i -> "t" + number + "_" + i).toArray(String[]::new);
      StringBuilder tasks = new StringBuilder(row("r" + stage, ids));
      for (String id : ids) {
        tasks.append(task("serviceTask", id, "camunda:expression='${true}' " + attributes));
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
  static String parallel(int count, String properties) {
    StringBuilder xml =
        new StringBuilder("<bpmn:startEvent id='rs'/><bpmn:parallelGateway id='fork'/>")
            .append(flow("rs", "fork"));
    for (int i = 0; i < count; i++) {
      xml.append(task("userTask", "t" + i, "")).append(flow("fork", "t" + i));
    }
    return process(row("p", "s") + phase("s", properties, xml.toString()));
  }

  private static String task(String kind, String id, String attributes) {
    return "<bpmn:%s id='%s' %s/>".formatted(kind, id, attributes);
  }
}
