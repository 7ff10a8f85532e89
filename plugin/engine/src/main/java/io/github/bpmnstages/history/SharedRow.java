package io.github.bpmnstages.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.impl.db.DbEntity;
import org.camunda.bpm.engine.impl.db.DbEntityLifecycleAware;

/**
 * Row that several transactions may write at once. Behind a lock, it takes over what others have
 * committed since it was read, so that an update writes back nothing that is out of date.
 */
abstract class SharedRow implements DbEntity, DbEntityLifecycleAware {

  private final BitSet written = new BitSet();
  private List<?> loaded;

  /** What an update may change: the engine compares it to find changed rows. */
  @Override
  public abstract List<?> getPersistentState();

  /** Sets what {@link #getPersistentState} answers. */
  abstract void setPersistentState(List<?> state);

  @Override
  public final void postLoad() {
    loaded = getPersistentState();
    written.clear();
  }

  /**
   * This command has decided about the column of {@link #getPersistentState}, maybe for the value
   * that it had when the row was read: what others have written meanwhile does not count.
   */
  final void written(int column) {
    written.set(column);
  }

  final boolean isWritten(int column) {
    return written.get(column);
  }

  /**
   * Whether another command has changed the column since, of which this one has decided as well.
   */
  final boolean isOvertaken(int column, SharedRow committed) {
    return loaded != null
        && written.get(column)
        && !Objects.equals(loaded.get(column), committed.getPersistentState().get(column));
  }

  /** Takes over the committed columns, except those that this command has written. */
  final void takeOver(SharedRow committed) {
    if (loaded == null) {
      return;
    }
    List<?> own = getPersistentState();
    List<?> theirs = committed.getPersistentState();
    List<Object> merged = new ArrayList<>(own);
    for (int i = 0; i < merged.size(); i++) {
      if (!written.get(i) && Objects.equals(own.get(i), loaded.get(i))) {
        merged.set(i, theirs.get(i));
      }
    }
    setPersistentState(merged);
    loaded = theirs;
  }
}
