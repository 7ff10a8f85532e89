package io.github.bpmnstages.execution;

import io.github.bpmnstages.model.OrchestrationDefinitions;
import io.github.bpmnstages.record.RecordSession;
import io.github.bpmnstages.record.RecordedProcess;
import io.github.bpmnstages.run.OrchestrationRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.entitymanager.cache.CachedDbEntity;
import org.camunda.bpm.engine.impl.history.event.HistoricActivityInstanceEventEntity;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;

/** The process instances that one command migrates from or to processes with stages. */
final class MigrationSession implements Session {

  private final Map<String, Migration> migrations = new LinkedHashMap<>();

  static MigrationSession of(CommandContext commandContext) {
    return commandContext.getSession(MigrationSession.class);
  }

  /** The process instance belongs to another process definition from now on. */
  void migrated(String processInstanceId) {
    ExecutionEntity processInstance = execution(processInstanceId);
    ProcessDefinitionEntity target = processInstance.getProcessDefinition();
    ProcessDefinitionEntity source =
        Orchestrations.process(Context.getCommandContext(), sourceOf(processInstance));
    RecordedProcess.migrated(source, target);
    if (OrchestrationDefinitions.of(target) != null
        || (source != null && OrchestrationDefinitions.of(source) != null)) {
      migrations.put(processInstanceId, new Migration(processInstanceId));
      RecordSession.current().runs().migrated(processInstance);
    }
  }

  /** A token that the engine must write whatever was stored no longer tells what that was. */
  private static String sourceOf(ExecutionEntity processInstance) {
    CachedDbEntity cached =
        Context.getCommandContext()
            .getDbEntityManager()
            .getDbEntityCache()
            .getCachedEntity(processInstance);
    Object stored = cached == null ? null : EngineFields.read(cached, "copy", Object.class);
    return stored instanceof Map<?, ?> state
        ? (String) state.get("processDefinitionId")
        : recordedSourceOf(processInstance);
  }

  private static String recordedSourceOf(ExecutionEntity processInstance) {
    return RecordSession.current().runs().find(processInstance.getId()).stream()
        .map(OrchestrationRun::getProcessDefinitionId)
        .findFirst()
        .orElse(null);
  }

  /** An activity instance was migrated. */
  void migrated(HistoricActivityInstanceEventEntity event) {
    Migration migration = migrations.get(event.getProcessInstanceId());
    if (migration != null) {
      migration.migrated(
          event.getActivityInstanceId(), event.getActivityId(), execution(event.getExecutionId()));
    }
  }

  private static ExecutionEntity execution(String id) {
    return Context.getCommandContext().getExecutionManager().findExecutionById(id);
  }

  /** After the migrations: records what they mean, and looks at the stages concerned. */
  void finish(CommandContext commandContext) {
    List<Migration> finished = List.copyOf(migrations.values());
    migrations.clear();
    finished.forEach(migration -> migration.finish(commandContext));
  }

  @Override
  public void flush() {
    // nothing of its own to write
  }

  @Override
  public void close() {
    // nothing is held beyond the command
  }
}
