package io.github.bpmnstages.parse;

import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.BpmnParseFactory;

/**
 * Makes parses that report every problem with the stages of a new file beside the engine's own,
 * each with its place (contract, section 2). To be configured only where there is no other factory:
 * the engine has room for one.
 */
public final class StageParseFactory implements BpmnParseFactory {

  @Override
  public BpmnParse createBpmnParse(BpmnParser bpmnParser) {
    return new StageParse(bpmnParser);
  }
}
