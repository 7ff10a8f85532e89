package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import org.camunda.bpm.engine.BpmnParseException;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Finds the stages of each process that the engine parses and hands them to the installer; refuses
 * a new process that has problems (contract, section 2).
 *
 * <p>Together with {@link StageParseFactory} all problems of a file are reported in one go. Where
 * another factory has been configured, this listener alone reports the first one.
 */
public final class StageParseListener extends AbstractBpmnParseListener {

  private final OrchestrationInstaller installer;
  private final ProblemLog problemLog;
  private final boolean refusing;

  /**
   * @param installer called for every process, not null
   */
  public StageParseListener(OrchestrationInstaller installer) {
    this(installer, new ProblemLog(), true);
  }

  private StageParseListener(
      OrchestrationInstaller installer, ProblemLog problemLog, boolean refusing) {
    this.installer = installer;
    this.problemLog = problemLog;
    this.refusing = refusing;
  }

  /** The same listener, for a parse that refuses by itself. */
  StageParseListener notRefusing() {
    return new StageParseListener(installer, problemLog, false);
  }

  /**
   * @throws BpmnParseException with the first problem of a new process, unless the parse reports
   *     all of them
   */
  @Override
  public void parseProcess(Element processElement, ProcessDefinitionEntity processDefinition) {
    ProcessReading reading =
        new ProcessReading(
            processElement, Context.getProcessEngineConfiguration().getExpressionManager());
    if (reading.problems().isEmpty()) {
      install(reading, processDefinition);
    } else if (!isNew(processDefinition)) {
      problemLog.write(processDefinition, reading.problems());
      install(reading, processDefinition);
    } else if (refusing) {
      Problem first = reading.problems().get(0);
      throw new BpmnParseException(first.message(), first.element());
    }
  }

  private void install(ProcessReading reading, ProcessDefinitionEntity processDefinition) {
    OrchestrationDefinition definition = reading.definition(new FaultPathReader(processDefinition));
    if (definition == null) {
      installer.installPlain(processDefinition);
    } else {
      OrchestrationDefinitions.attach(processDefinition, definition);
      installer.install(processDefinition, definition);
    }
  }

  /** The deployment that the engine is busy with is the one in its session. */
  private static boolean isNew(ProcessDefinitionEntity processDefinition) {
    DeploymentEntity deployment =
        Context.getCommandContext()
            .getDbEntityManager()
            .getCachedEntity(DeploymentEntity.class, processDefinition.getDeploymentId());
    return deployment != null && deployment.isNew();
  }
}
