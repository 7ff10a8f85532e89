package io.github.bpmnstages.parse;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a process with one stage, with whatever properties and content a test is about. */
final class StageFile {

  private static final String WORK =
      "<startEvent id='begin'/><sequenceFlow id='flow' sourceRef='begin' targetRef='work'/>"
          + "<userTask id='work'/>";

  private StageFile() {}

  /** A stage 'stage' with one user task 'work' and properties such as {@code exitCondition=x}. */
  static String withProperties(String... properties) {
    return of("<subProcess id='stage'>" + properties(properties) + WORK + "</subProcess>");
  }

  /** A stage 'stage' for all steps completed, with this content beside its start event. */
  static String withContent(String content) {
    return of(
        "<subProcess id='stage'>"
            + properties("exitCondition=allStepsCompleted")
            + "<startEvent id='begin'/>"
            + content
            + "</subProcess>");
  }

  /** Extension elements with these {@code stage.*} properties. */
  static String properties(String... properties) {
    return Stream.of(properties)
        .map(property -> property.split("=", 2))
        .map("<camunda:property name='stage.%s' value=\"%s\"/>"::formatted)
        .collect(
            Collectors.joining(
                "",
                "<extensionElements><camunda:properties>",
                "</camunda:properties></extensionElements>"));
  }

  private static String of(String stage) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test"
            xmlns:camunda="http://camunda.org/schema/1.0/bpmn">
          <process id="process" isExecutable="true" camunda:historyTimeToLive="1">
            <startEvent id="start"/>
            <sequenceFlow id="toStage" sourceRef="start" targetRef="stage"/>
        %s
          </process>
        </definitions>
        """
        .formatted(stage);
  }
}
