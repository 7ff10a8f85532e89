package io.github.bpmnstages.testing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** BPMN files for tests, with only what a test is about spelled out. */
public final class StageModel {

  private StageModel() {}

  /** An executable process around the elements. */
  public static String process(String id, String elements) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
          <bpmn:process id="%s" isExecutable="true" camunda:historyTimeToLive="1">
        %s
          </bpmn:process>
          <bpmn:error id="anError" name="anError" errorCode="anError"/>
          <bpmn:message id="aMessage" name="aMessage"/>
          <bpmn:signal id="aSignal" name="aSignal"/>
          <bpmn:escalation id="anEscalation" name="anEscalation" escalationCode="anEscalation"/>
        </bpmn:definitions>
        """
        .formatted(id, elements);
  }

  /** A stage that completes with its last step. */
  public static String stage(String id, String elements) {
    return stage(id, Map.of("exitCondition", "allStepsCompleted"), elements);
  }

  /** A stage with one requirement. */
  public static String stage(String id, String requirement, String elements) {
    return stage(
        id, Map.of("exitCondition", "requirements", "requirement.1", requirement), elements);
  }

  /** A stage with those properties, named without {@code stage.}. */
  public static String stage(String id, Map<String, String> properties, String elements) {
    StringBuilder xml = new StringBuilder("<bpmn:subProcess id=\"" + id + "\" name=\"The " + id);
    xml.append("\"><bpmn:extensionElements><camunda:properties>");
    properties.forEach(
        (name, value) ->
            xml.append("<camunda:property name=\"stage.")
                .append(name)
                .append("\" value=\"")
                .append(value.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;"))
                .append("\"/>"));
    xml.append("</camunda:properties></bpmn:extensionElements>").append(elements);
    return xml.append("</bpmn:subProcess>").toString();
  }

  /** Start event, the elements of those ids in a row (defined elsewhere), end event. */
  public static String sequence(String prefix, String... ids) {
    StringBuilder xml = new StringBuilder("<bpmn:startEvent id=\"" + prefix + "Start\"/>");
    xml.append("<bpmn:endEvent id=\"").append(prefix).append("End\"/>");
    String source = prefix + "Start";
    for (String id : ids) {
      xml.append(flow(source, id));
      source = id;
    }
    return xml.append(flow(source, prefix + "End")).toString();
  }

  public static String flow(String source, String target) {
    return "<bpmn:sequenceFlow id=\"%s_%s\" sourceRef=\"%s\" targetRef=\"%s\"/>"
        .formatted(source, target, source, target);
  }

  public static String userTask(String id) {
    return "<bpmn:userTask id=\"%s\" name=\"The %s\"/>".formatted(id, id);
  }

  public static String serviceTask(String id, String expression) {
    return "<bpmn:serviceTask id=\"%s\" camunda:expression=\"%s\"/>".formatted(id, expression);
  }

  /** Stage {@code one} of that content, then stage {@code two} with the user task {@code c}. */
  public static String twoStages(String first, String... beside) {
    return process(
        "p",
        sequence("p", "one", "two")
            + first
            + stage("two", sequence("t", "c") + userTask("c"))
            + String.join("", beside));
  }

  public static String parallel(String prefix, String... ids) {
    StringBuilder xml = new StringBuilder("<bpmn:startEvent id=\"" + prefix + "Start\"/>");
    xml.append("<bpmn:parallelGateway id=\"").append(prefix).append("Fork\"/>");
    xml.append("<bpmn:parallelGateway id=\"").append(prefix).append("Join\"/>");
    xml.append("<bpmn:endEvent id=\"").append(prefix).append("End\"/>");
    xml.append(flow(prefix + "Start", prefix + "Fork"));
    for (String id : ids) {
      xml.append(flow(prefix + "Fork", id)).append(flow(id, prefix + "Join"));
    }
    return xml.append(flow(prefix + "Join", prefix + "End")).toString();
  }

  public static String subProcess(String id, String elements) {
    return "<bpmn:subProcess id=\"%s\">%s</bpmn:subProcess>".formatted(id, elements);
  }

  /** Event sub-process that starts with that definition. */
  public static String eventSubProcess(
      String id, boolean interrupting, String definition, String firstId, String elements) {
    return "<bpmn:subProcess id=\"%s\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"%sStart\" isInterrupting=\"%s\">%s</bpmn:startEvent>%s%s</bpmn:subProcess>"
        .formatted(id, id, interrupting, definition, flow(id + "Start", firstId), elements);
  }

  public static String boundary(
      String id, String attachedTo, boolean interrupting, String definition) {
    return "<bpmn:boundaryEvent id=\"%s\" attachedToRef=\"%s\" cancelActivity=\"%s\">%s</bpmn:boundaryEvent>"
        .formatted(id, attachedTo, interrupting, definition);
  }

  public static String message(String name) {
    return "<bpmn:messageEventDefinition messageRef=\"%s\"/>".formatted(name);
  }

  public static String condition(String expression) {
    return "<bpmn:conditionalEventDefinition><bpmn:condition xsi:type=\"bpmn:tFormalExpression\">%s</bpmn:condition></bpmn:conditionalEventDefinition>"
        .formatted(expression.replace("&", "&amp;").replace("<", "&lt;"));
  }

  /** Fault path {@code fault} of the stage, with a task {@code repair}. */
  public static String repair(String stage) {
    return faultPath("fault", stage)
        + userTask("repair")
        + "<bpmn:endEvent id='repaired'/>"
        + flow("fault", "repair")
        + flow("repair", "repaired");
  }

  public static String faultPath(String id, String stage) {
    return "<bpmn:boundaryEvent id=\"%s\" attachedToRef=\"%s\"><bpmn:errorEventDefinition id=\"%s_e\" camunda:errorCodeVariable=\"code\" camunda:errorMessageVariable=\"message\"/></bpmn:boundaryEvent>"
        .formatted(id, stage, id);
  }

  public static InputStream stream(String xml) {
    return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
  }
}
