package io.github.bpmnstages.enginesuite;

import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** Shows the plugin each new process as a stored one, which it does not refuse. */
final class UncheckedParseListener extends AbstractBpmnParseListener {

  private final BpmnParseListener listener;
  private final Supplier<DeploymentEntity> deployment;

  /**
   * @param deployment the one that is being parsed
   */
  UncheckedParseListener(BpmnParseListener listener, Supplier<DeploymentEntity> deployment) {
    this.listener = listener;
    this.deployment = deployment;
  }

  @Override
  public void parseProcess(Element processElement, ProcessDefinitionEntity processDefinition) {
    boolean isNew = deployment.get().isNew();
    deployment.get().setNew(false);
    try {
      listener.parseProcess(processElement, processDefinition);
    } finally {
      deployment.get().setNew(isNew);
    }
  }
}
