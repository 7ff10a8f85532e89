package io.github.bpmnstages.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobHelper;

/**
 * Outside the transaction: executes the look that a command has scheduled, in the caller's thread,
 * as soon as the command is committed. While an outer transaction is still open the job executor
 * does it.
 */
public final class LookInSameRequest extends CommandInterceptor {

  private static final ThreadLocal<List<String>> COMMITTED = new ThreadLocal<>();

  private final Supplier<CommandExecutor> executor;
  private final Supplier<IdentityService> identityService;

  /** The engine that both belong to is not built yet when interceptors are configured. */
  public LookInSameRequest(
      Supplier<CommandExecutor> executor, Supplier<IdentityService> identityService) {
    this.executor = executor;
    this.identityService = identityService;
  }

  static void committed(String jobId) {
    List<String> jobs = COMMITTED.get();
    if (jobs != null) {
      jobs.add(jobId);
    }
  }

  @Override
  public <T> T execute(Command<T> command) {
    if (Context.getCommandContext() != null || COMMITTED.get() != null) {
      return next.execute(command);
    }
    List<String> jobs = new ArrayList<>();
    COMMITTED.set(jobs);
    try {
      T result = next.execute(command);
      jobs.forEach(this::look);
      return result;
    } finally {
      COMMITTED.remove();
    }
  }

  /** As the job executor would do it: without the caller's permissions, and without failing him. */
  private void look(String jobId) {
    Authentication caller = identityService.get().getCurrentAuthentication();
    identityService.get().clearAuthentication();
    try {
      ExecuteJobHelper.executeJob(jobId, executor.get());
    } catch (RuntimeException e) {
      // the job is gone, or has recorded its failure and is tried again by the job executor
    } finally {
      if (caller != null) {
        identityService
            .get()
            .setAuthentication(caller.getUserId(), caller.getGroupIds(), caller.getTenantIds());
      }
    }
  }
}
