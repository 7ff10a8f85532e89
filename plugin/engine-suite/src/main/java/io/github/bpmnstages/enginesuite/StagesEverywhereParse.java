package io.github.bpmnstages.enginesuite;

import io.github.bpmnstages.parse.StageParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;

/** The engine's parse, of a file in which every plain embedded sub-process is a stage. */
final class StagesEverywhereParse extends BpmnParse {

  StagesEverywhereParse(BpmnParser parser) {
    super(parser);
    parseListeners = parseListeners.stream().map(this::unchecked).toList();
  }

  private BpmnParseListener unchecked(BpmnParseListener listener) {
    return listener instanceof StageParseListener
        ? new UncheckedParseListener(listener, () -> deployment)
        : listener;
  }

  @Override
  protected void parseRootElement() {
    StageMark.onPlainSubProcessesIn(rootElement);
    super.parseRootElement();
  }
}
