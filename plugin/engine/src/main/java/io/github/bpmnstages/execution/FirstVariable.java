package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.CommittedState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.db.entitymanager.DbEntityManager;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.util.BitMaskUtil;

/**
 * The first variable of an execution changes the execution's row too, which then says that there
 * are variables to be read. Of several transactions that each write a first variable, the engine
 * fails all but one, if they meet. Behind the lock they always meet, and nobody is to fail because
 * a condition was looked at: a row that says the same already counts as current.
 */
final class FirstVariable {

  private static final String STATE = "cachedEntityState";

  private final DbEntityManager entities;
  private final Set<String> done = new HashSet<>();

  FirstVariable(DbEntityManager entities) {
    this.entities = entities;
  }

  /** To be called behind the lock of the execution's run. */
  void rebase(ExecutionEntity execution) {
    if (!isOnlyChange(execution) || !done.add(execution.getId())) {
      return;
    }
    ExecutionEntity committed = CommittedState.execution(execution.getId());
    if (committed != null && state(committed).equals(state(execution))) {
      execution.setRevision(committed.getRevision());
    }
  }

  private boolean isOnlyChange(ExecutionEntity execution) {
    if (!entities.getDbEntityCache().isPersistent(execution) || !entities.isDirty(execution)) {
      return false;
    }
    Object read =
        EngineFields.read(
            entities.getDbEntityCache().getCachedEntity(execution), "copy", Object.class);
    return BitMaskUtil.isBitOn(
            execution.getCachedEntityState(), ExecutionEntity.VARIABLES_STATE_BIT)
        && read instanceof Map<?, ?> before
        && withVariables(before).equals(state(execution));
  }

  private static Map<?, ?> state(ExecutionEntity execution) {
    return withVariables((Map<?, ?>) execution.getPersistentState());
  }

  private static Map<?, ?> withVariables(Map<?, ?> state) {
    Map<Object, Object> changed = new HashMap<>(state);
    changed.computeIfPresent(
        STATE,
        (name, bits) ->
            BitMaskUtil.setBit((Integer) bits, ExecutionEntity.VARIABLES_STATE_BIT, true));
    return changed;
  }
}
