package io.github.bpmnstages.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;

/**
 * Several callers at the same moment, each in a transaction of its own. In a {@link #forced} race
 * all of them have done their work before the first one commits; otherwise only the start is
 * common.
 */
public final class Race {

  private static final long PATIENCE_IN_SECONDS = 60;

  private final boolean forced;
  private final List<Callable<?>> callers = new ArrayList<>();
  private CyclicBarrier written;

  private Race(boolean forced) {
    this.forced = forced;
  }

  public static Race forced() {
    return new Race(true);
  }

  public static Race free() {
    return new Race(false);
  }

  /** Alternates, so that many rounds have both. */
  public static Race round(int round) {
    return new Race(round % 2 == 0);
  }

  /** One more caller, of that engine. */
  public Race with(ProcessEngine engine, Runnable call) {
    callers.add(
        () -> {
          if (forced) {
            inOneTransaction(engine, call, () -> await(written));
          } else {
            call.run();
          }
          return null;
        });
    return this;
  }

  /** Runs the call as one command of the engine, and then something before its end. */
  public static void inOneTransaction(ProcessEngine engine, Runnable call, Runnable beforeEnd) {
    ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
        .getCommandExecutorTxRequired()
        .execute(
            commandContext -> {
              call.run();
              beforeEnd.run();
              return null;
            });
  }

  /** Runs the call as one command, and lets another caller go when its work is done. */
  public static List<Throwable> beforeLastLook(
      ProcessEngine engine, Runnable call, Runnable other) {
    OtherCaller caller = new OtherCaller(other);
    Throwable failure = failure(() -> inOneTransaction(engine, call, caller::letGo));
    return Arrays.asList(failure, caller.failure());
  }

  /** Runs the call as one command, and lets another caller go when all is written. */
  public static List<Throwable> beforeCommit(ProcessEngine engine, Runnable call, Runnable other) {
    OtherCaller caller = new OtherCaller(other);
    Throwable failure =
        failure(
            () ->
                inOneTransaction(
                    engine,
                    () ->
                        Context.getCommandContext()
                            .getTransactionContext()
                            .addTransactionListener(
                                TransactionState.COMMITTING, context -> caller.letGo()),
                    call));
    return Arrays.asList(failure, caller.failure());
  }

  private static Throwable failure(Runnable call) {
    try {
      call.run();
      return null;
    } catch (RuntimeException failure) {
      return failure;
    }
  }

  /** A caller in a thread of its own, who may have to wait for what the first one has locked. */
  private static final class OtherCaller {

    /** Only for who waits in the database, where nobody sees it. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(2);

    private final FutureTask<Throwable> result;
    private final Thread thread;

    OtherCaller(Runnable call) {
      result = new FutureTask<>(() -> Race.failure(call));
      thread = new Thread(result);
    }

    /** Comes back when the caller has come to its end or waits for the run. */
    void letGo() {
      thread.start();
      long start = System.nanoTime();
      while (!result.isDone() && !isWaitingForRun() && System.nanoTime() - start < LONGEST_WAIT) {
        Thread.onSpinWait();
      }
    }

    private boolean isWaitingForRun() {
      return thread.getState() == Thread.State.TIMED_WAITING
          && Arrays.stream(thread.getStackTrace())
              .anyMatch(frame -> frame.getClassName().endsWith(".history.RunLock"));
    }

    /** Goes now, if the first one has failed before its time had come. */
    Throwable failure() {
      if (thread.getState() == Thread.State.NEW) {
        letGo();
      }
      try {
        return result.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
      } catch (Exception e) {
        throw new IllegalStateException("The other caller got no answer", e);
      }
    }
  }

  /** Lets them go and answers what each got: null or an exception, in the order they were added. */
  public List<Throwable> run() {
    CyclicBarrier start = new CyclicBarrier(callers.size());
    written = new CyclicBarrier(callers.size());
    ExecutorService threads = Executors.newFixedThreadPool(callers.size());
    try {
      List<Future<?>> results = new ArrayList<>();
      for (Callable<?> caller : callers) {
        results.add(
            threads.submit(
                () -> {
                  await(start);
                  return caller.call();
                }));
      }
      List<Throwable> failures = new ArrayList<>();
      for (Future<?> result : results) {
        failures.add(failure(result));
      }
      return failures;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Throwable failure(Future<?> result) {
    try {
      result.get(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException("A caller got no answer", e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(PATIENCE_IN_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("Another caller did not come", e);
    }
  }
}
