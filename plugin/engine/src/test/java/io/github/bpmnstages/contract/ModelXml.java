package io.github.bpmnstages.contract;

import io.github.bpmnstages.contract.Node.Kind;
import io.github.bpmnstages.contract.Shape.Atom;
import io.github.bpmnstages.contract.Shape.Catch;
import io.github.bpmnstages.testing.StageModel;
import java.util.HashMap;
import java.util.Map;

/** Writes a model as a BPMN file. */
final class ModelXml {

  private final Model model;
  private final StringBuilder messages = new StringBuilder();

  private ModelXml(Model model) {
    this.model = model;
  }

  static String of(Model model) {
    return new ModelXml(model).file();
  }

  private String file() {
    String content = content(model.process);
    return StageModel.process(model.key, content)
        .replace("<bpmn:error id", messages + "<bpmn:error id");
  }

  private String content(Node scope) {
    StringBuilder xml = new StringBuilder();
    for (Node node : scope.children) {
      xml.append(element(node));
      flows(node, xml);
      for (Node boundary : node.attached) {
        xml.append(
            StageModel.boundary(boundary.id, node.id, boundary.interrupting, event(boundary)));
        flows(boundary, xml);
      }
    }
    return xml.toString();
  }

  private static void flows(Node node, StringBuilder xml) {
    for (int i = 0; i < node.next.size(); i++) {
      String id = node.id + "_" + i;
      String condition =
          node.kind == Kind.CHOICE && node.next.size() > 1
              ? "<bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'>${execution.getVariable('v%d') %s true}</bpmn:conditionExpression>"
                  .formatted(node.variable, i == 0 ? "==" : "!=")
              : "";
      xml.append(
          "<bpmn:sequenceFlow id='%s' sourceRef='%s' targetRef='%s'>%s</bpmn:sequenceFlow>"
              .formatted(id, node.id, node.next.get(i).id, condition));
    }
  }

  private String element(Node node) {
    return switch (node.kind) {
      case START -> "<bpmn:startEvent id='%s'/>".formatted(node.id);
      case END -> "<bpmn:endEvent id='%s'/>".formatted(node.id);
      case TERMINATE ->
          "<bpmn:endEvent id='%s'><bpmn:terminateEventDefinition/></bpmn:endEvent>"
              .formatted(node.id);
      case FORK, JOIN -> "<bpmn:parallelGateway id='%s'/>".formatted(node.id);
      case CHOICE -> "<bpmn:exclusiveGateway id='%s'/>".formatted(node.id);
      case USER -> task("userTask", node, "");
      case EXTERNAL -> task("serviceTask", node, "camunda:type='external' camunda:topic='work'");
      case RECEIVE ->
          task("receiveTask", node, "messageRef='%s'".formatted(declareMessage(node.id)));
      case SERVICE ->
          task(
              "serviceTask",
              node,
              "camunda:expression=\"${faults.run(execution, %d)}\"".formatted(node.variable));
      case CALL -> task("callActivity", node, "calledElement='%s'".formatted(node.calls));
      case SUB -> StageModel.subProcess(node.id, content(node));
      case STAGE -> StageModel.stage(node.id, properties(node), content(node));
      case EVENT_SUB -> eventSubProcess(node);
      case PROCESS, BOUNDARY -> throw new IllegalArgumentException(node.id);
    };
  }

  private static String task(String name, Node node, String attributes) {
    String loop =
        node.isMultiInstance()
            ? "<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>%d</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>"
                .formatted(node.instances)
            : "";
    return "<bpmn:%s id='%s' camunda:asyncBefore='%s' %s>%s</bpmn:%s>"
        .formatted(name, node.id, node.async, attributes, loop, name);
  }

  private String eventSubProcess(Node node) {
    String content =
        content(node)
            .replace(
                "<bpmn:startEvent id='%s'/>".formatted(node.start().id),
                "<bpmn:startEvent id='%s' isInterrupting='%s'>%s</bpmn:startEvent>"
                    .formatted(node.start().id, node.interrupting, event(node)));
    return "<bpmn:subProcess id='%s' triggeredByEvent='true'>%s</bpmn:subProcess>"
        .formatted(node.id, content);
  }

  private String event(Node node) {
    return switch (node.trigger) {
      case MESSAGE -> StageModel.message(declareMessage(node.id));
      case TIMER ->
          "<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>";
      case CODED_ERROR -> "<bpmn:errorEventDefinition errorRef='anError'/>";
      case ANY_ERROR -> "<bpmn:errorEventDefinition/>";
      case NOTHING -> "";
    };
  }

  private String declareMessage(String id) {
    messages.append("<bpmn:message id='m_%s' name='%s'/>".formatted(id, id));
    return "m_" + id;
  }

  private Map<String, String> properties(Node stage) {
    Map<String, String> properties = new HashMap<>();
    properties.put("exitCondition", stage.exit.kind());
    switch (stage.exit.kind()) {
      case "requirements" -> {
        properties.put("requirementLogic", stage.exit.logic());
        int number = 1;
        for (Atom atom : stage.exit.atoms()) {
          properties.put("requirement." + number++, requirement(atom));
        }
      }
      case "evaluationFlow" ->
          properties.put("evaluationFlow", "flow" + stage.exit.atoms().get(0).number());
      case "evaluationDecision" ->
          properties.put("evaluationDecision", "decision" + stage.exit.atoms().get(0).number());
      default -> {}
    }
    return properties;
  }

  private String requirement(Atom atom) {
    return atom.step()
        ? "${steps.%s.status == 'COMPLETED'}".formatted(Condition.step(model, atom).id)
        : "${v%d}".formatted(atom.number());
  }

  /** Processes and decisions that answer with the variable of that number. */
  static String flow(int variable) {
    return StageModel.process(
        "flow" + variable,
        StageModel.sequence("f", "answer")
            + "<bpmn:serviceTask id='answer' camunda:expression=\"${execution.getVariable('v%d') == true}\" camunda:resultVariable='isOrchestrationConditionMet'/>"
                .formatted(variable));
  }

  static String decision(int variable) {
    return """
        <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="test">
          <decision id="decision%d" name="d" camunda:historyTimeToLive="1">
            <decisionTable id="t">
              <input id="i"><inputExpression id="ie" typeRef="boolean" expressionLanguage="juel"><text>${v%d}</text></inputExpression></input>
              <output id="o" name="o" typeRef="boolean"/>
              <rule id="r"><inputEntry id="c"><text>true</text></inputEntry><outputEntry id="oe"><text>true</text></outputEntry></rule>
            </decisionTable>
          </decision>
        </definitions>
        """
        .formatted(variable, variable);
  }

  static boolean isError(Catch trigger) {
    return trigger == Catch.CODED_ERROR || trigger == Catch.ANY_ERROR;
  }
}
