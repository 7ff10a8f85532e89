package io.github.bpmnstages.record;

import io.github.bpmnstages.history.RunRows;
import java.util.HashSet;
import java.util.Set;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.Session;

/**
 * The recorders of one command, and what they must remember until its flush. Opened on first use by
 * the engine, closed with the command.
 */
public final class RecordSession implements Session {

  private final RunRecorder runs;
  private final StageRecorder stages;
  private final StepRecorder steps;
  private final OutputRecorder outputs;
  private final StatusChanges changes;
  private final RunLocks locks;
  private final Set<String> exitingStages = new HashSet<>();
  private Failure failure;

  RecordSession(RecordSettings settings) {
    RunRows rows = RunRows.current();
    MilestoneRecorder milestones = new MilestoneRecorder(rows, settings);
    this.changes = new StatusChanges(rows, settings.listeners());
    this.outputs = new OutputRecorder(rows);
    this.locks = new RunLocks(Context.getCommandContext(), rows, outputs);
    this.runs = new RunRecorder(this, rows, milestones, settings);
    this.stages = new StageRecorder(this, rows, milestones, settings);
    this.steps = new StepRecorder(this, rows, milestones);
  }

  /** Session of the command that is running on this thread. */
  public static RecordSession current() {
    return of(Context.getCommandContext());
  }

  /** Session of that command. */
  public static RecordSession of(CommandContext commandContext) {
    return commandContext.getSession(RecordSession.class);
  }

  /** Recorder of runs. */
  public RunRecorder runs() {
    return runs;
  }

  /** Recorder of stage runs. */
  public StageRecorder stages() {
    return stages;
  }

  /** Recorder of step runs. */
  public StepRecorder steps() {
    return steps;
  }

  /** Newest runs of stages and steps, for automatic outputs. */
  public OutputRecorder outputs() {
    return outputs;
  }

  /** Runs that this command keeps to itself. */
  public RunLocks locks() {
    return locks;
  }

  /** Error that is being caught right now, or null. */
  public Failure failure() {
    return failure;
  }

  /** Notes that an error is being caught: what is canceled from now on was interrupted by it. */
  public void failureCaught(Failure caught) {
    this.failure = caught;
  }

  /** Notes that the catching event has started: nothing more is canceled because of the error. */
  public void failureHandled() {
    this.failure = null;
  }

  /** Notes that the stage's exit condition is true: what is canceled in it is discontinued. */
  public void exitStarted(String stageActivityInstanceId) {
    exitingStages.add(stageActivityInstanceId);
  }

  /**
   * Tells listeners what has changed so far. What they do may change more.
   *
   * @param mayRollBack false if the command must not fail because of a listener
   * @return whether there was anything to tell
   */
  public boolean tellChanges(boolean mayRollBack) {
    return changes.tell(mayRollBack);
  }

  StatusChanges changes() {
    return changes;
  }

  boolean isExiting(String stageActivityInstanceId) {
    return exitingStages.contains(stageActivityInstanceId);
  }

  @Override
  public void flush() {
    // rows are flushed by the engine's entity manager
  }

  @Override
  public void close() {
    // nothing is held beyond the command
  }
}
