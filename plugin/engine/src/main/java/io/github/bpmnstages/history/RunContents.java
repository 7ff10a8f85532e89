package io.github.bpmnstages.history;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;

/**
 * All rows of a run, to be shown: those that this command knows as it sees them, the others as they
 * are committed. These stay unknown to the engine's entity cache, which would copy each of them and
 * compare it at the flush. Lists are ordered, oldest first, which spares the database a sort. No
 * permission is checked.
 *
 * @param commandContext the command under way, not null
 */
public record RunContents(CommandContext commandContext) {

  /** Run of that process instance, or null. */
  public OrchestrationRunEntity run(String processInstanceId) {
    OrchestrationRunEntity run =
        new CommittedReader().one("selectOrchestrationRunWithDefinition", processInstanceId);
    return run == null ? null : asKnown(run);
  }

  /** Stage runs of the run. */
  public List<StageRunEntity> stageRuns(String runId) {
    return rows("selectStageRunsOfRun", runId, StageRunEntity::getSequence);
  }

  /** Step runs of the run. */
  public List<StepRunEntity> stepRuns(String runId) {
    return rows("selectStepRunsOfRun", runId, StepRunEntity::getSequence);
  }

  /** Milestones of the run. */
  public List<MilestoneEntity> milestones(String runId) {
    return rows("selectMilestonesOfRun", runId, MilestoneEntity::getSequence);
  }

  private <T extends DbEntity> List<T> rows(
      String statement, String runId, ToLongFunction<T> sequence) {
    List<T> rows = new CommittedReader().list(statement, runId);
    return rows.stream().map(this::asKnown).sorted(Comparator.comparingLong(sequence)).toList();
  }

  @SuppressWarnings("unchecked")
  private <T extends DbEntity> T asKnown(T row) {
    DbEntityManager entities = commandContext.getDbEntityManager();
    T known = (T) entities.getCachedEntity(row.getClass(), row.getId());
    return known == null ? row : known;
  }
}
