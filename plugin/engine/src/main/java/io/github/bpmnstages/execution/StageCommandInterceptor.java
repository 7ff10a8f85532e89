package io.github.bpmnstages.execution;

import io.github.bpmnstages.record.RecordSession;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Inside the command context: after the work of the outermost command and before its flush, sees
 * what was changed, whatever has changed it, and looks at the conditions of the stages concerned.
 */
public final class StageCommandInterceptor extends CommandInterceptor {

  @Override
  public <T> T execute(Command<T> command) {
    CommandContext commandContext = Context.getCommandContext();
    FailureSource source = commandContext.getSession(ErrorSession.class).source();
    source.enter(command);
    try {
      NamedActivities named = NamedActivities.of(command);
      if (named != null) {
        LookSession.of(commandContext).heldBack().activitiesNamed(named, source.caller());
      }
      T result = next.execute(command);
      if (source.isOutermost()) {
        boolean recordsFailedJob = source.isOfFailedJob();
        finish(commandContext, recordsFailedJob);
        if (recordsFailedJob) {
          FailedPlaces.forget();
        }
      }
      return result;
    } catch (RuntimeException e) {
      if (source.isOutermost()) {
        FailedPlaces.note(commandContext);
      }
      throw e;
    } finally {
      source.exit();
    }
  }

  /** A stage that is no longer in error is looked at, without failing the operator's request. */
  private static void relieve(CommandContext commandContext, IncidentSession incidents) {
    LookSession looks = LookSession.of(commandContext);
    incidents.relieve(commandContext).forEach(looks::touchForOperator);
  }

  /**
   * Listeners are told when all is decided; what they do is settled as well. A listener must not
   * keep the engine from recording that a job has failed: that job would be tried for ever.
   */
  private static void finish(CommandContext commandContext, boolean recordsFailedJob) {
    ErrorSession.current().finish(commandContext);
    SuspensionWatch suspensions = new SuspensionWatch(commandContext);
    VariableWatch variables = new VariableWatch(commandContext);
    MigrationSession.of(commandContext).finish(commandContext);
    FlushLocks locks = new FlushLocks(commandContext);
    do {
      locks.lock();
      suspensions.record();
      settle(commandContext, variables, locks);
    } while (RecordSession.of(commandContext).tellChanges(!recordsFailedJob));
  }

  private static void settle(
      CommandContext commandContext, VariableWatch variables, FlushLocks locks) {
    IncidentSession incidents = IncidentSession.of(commandContext);
    relieve(commandContext, incidents);
    variables.touchChanged();
    LookSession looks = LookSession.of(commandContext);
    looks.heldBack().workDone();
    if (looks.heldBack().startsNamedActivities()
        || RecordSession.of(commandContext).stages().mayHaveStartedBesideAnother()) {
      OneStageCheck.check(commandContext);
    }
    if (looks.hasTouched()) {
      LastLook lastLook = new LastLook(commandContext, looks);
      do {
        lastLook.lookAtTouched();
        locks.lock();
        relieve(commandContext, incidents);
        variables.touchChanged();
        if (!looks.hasTouched()) {
          looks.doWithoutExit();
          variables.touchChanged();
        }
      } while (looks.hasTouched());
    }
    ExternalTaskWatch.record(commandContext);
  }
}
