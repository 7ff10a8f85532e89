package io.github.bpmnstages.parse;

import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** The engine's parse, which looks at the stages of a new file before anything can stop it. */
final class StageParse extends BpmnParse {

  StageParse(BpmnParser parser) {
    super(parser);
    parseListeners = parseListeners.stream().map(StageParse::notRefusing).toList();
  }

  private static BpmnParseListener notRefusing(BpmnParseListener listener) {
    return listener instanceof StageParseListener stages ? stages.notRefusing() : listener;
  }

  @Override
  protected void parseRootElement() {
    if (deployment.isNew()) {
      rootElement.elements("process").stream()
          .filter(process -> Boolean.parseBoolean(process.attribute("isExecutable")))
          .forEach(this::refuseProblems);
    }
    super.parseRootElement();
  }

  private void refuseProblems(Element process) {
    new ProcessReading(process, expressionManager)
        .problems()
        .forEach(problem -> addError(problem.message(), problem.element()));
  }
}
