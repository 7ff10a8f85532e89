package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExternalTaskEntity;

/**
 * Notes the external tasks of steps. No listener sees their creation, and history tells of it at
 * level {@code full} only: so the ones that wait for the flush are looked through.
 */
final class ExternalTaskWatch {

  private ExternalTaskWatch() {}

  static void record(CommandContext commandContext) {
    for (ExternalTaskEntity task :
        commandContext.getDbEntityManager().getCachedEntitiesByType(ExternalTaskEntity.class)) {
      RecordSession.of(commandContext).steps().created(task.getActivityInstanceId(), task.getId());
    }
  }
}
