package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.userTask;

/**
 * Process {@code p}: stage {@code intake} with task {@code receive}; stage {@code work} with a task
 * {@code first}, then in parallel the step {@code x} that a test lets fail and a task {@code
 * other}; stage {@code closing} with task {@code archive}. With a fault path, event {@code caught}
 * leads to stage {@code repair} with task {@code fix} and to an end.
 */
final class FailingProcess {

  static final String DELEGATE = "<bpmn:serviceTask id='x' camunda:delegateExpression='${work}'/>";
  static final String ASYNC =
      "<bpmn:serviceTask id='x' camunda:asyncBefore='true' camunda:delegateExpression='${work}'/>";
  static final String EXTERNAL =
      "<bpmn:serviceTask id='x' camunda:type='external' camunda:topic='t'/>";
  static final String CALL = "<bpmn:callActivity id='x' calledElement='called'/>";

  static final String FAULT_PATH =
      faultPathEvent("caught", "work", "")
          + flow("caught", "repair")
          + stage(
              "repair",
              "<bpmn:startEvent id='rStart'/><bpmn:endEvent id='rEnd'/>"
                  + userTask("fix")
                  + flow("rStart", "fix")
                  + flow("fix", "rEnd"))
          + "<bpmn:endEvent id='faultEnd'/>"
          + flow("repair", "faultEnd");

  private FailingProcess() {}

  static String faultPathEvent(String id, String attachedTo, String errorRef) {
    return "<bpmn:boundaryEvent id='%s' attachedToRef='%s'><bpmn:errorEventDefinition id='%s_e' %s camunda:errorCodeVariable='code' camunda:errorMessageVariable='message'/></bpmn:boundaryEvent>"
        .formatted(id, attachedTo, id, errorRef);
  }

  static String withoutFaultPath(String x) {
    return around(stage("work", content(x)), "");
  }

  static String withFaultPath(String x) {
    return around(stage("work", content(x)), FAULT_PATH);
  }

  /** With another element {@code work}, and more elements beside the stages. */
  static String around(String work, String more) {
    return process(
        "p",
        "<bpmn:startEvent id='pStart'/><bpmn:endEvent id='pEnd'/>"
            + flow("pStart", "intake")
            + flow("intake", "work")
            + flow("work", "closing")
            + flow("closing", "pEnd")
            + stage("intake", task("receive"))
            + work
            + stage("closing", task("archive"))
            + more);
  }

  private static String task(String id) {
    return "<bpmn:startEvent id='s_%s'/><bpmn:endEvent id='e_%s'/>".formatted(id, id)
        + userTask(id)
        + flow("s_" + id, id)
        + flow(id, "e_" + id);
  }

  /** Content of stage {@code work}. */
  static String content(String x) {
    return "<bpmn:startEvent id='wStart'/>"
        + userTask("first")
        + "<bpmn:parallelGateway id='fork'/>"
        + x
        + userTask("other")
        + "<bpmn:endEvent id='xEnd'/><bpmn:endEvent id='otherEnd'/>"
        + flow("wStart", "first")
        + flow("first", "fork")
        + flow("fork", "other")
        + flow("fork", "x")
        + flow("other", "otherEnd")
        + flow("x", "xEnd");
  }
}
