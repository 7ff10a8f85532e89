package io.github.bpmnstages.benchmarks;

import com.sun.management.ThreadMXBean;
import io.github.bpmnstages.testing.TestDatabase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Two threads that share the runs of a round. */
final class Workers implements AutoCloseable {

  static final int THREADS = 2;

  private static final ThreadMXBean THREAD_TIMES =
      (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  /**
   * What a round took.
   *
   * @param nanos time until the last thread was ready
   * @param cpuNanos processor time of the threads, and of a database server outside of this JVM
   * @param bytes what the threads allocated
   */
  record Cost(double nanos, double cpuNanos, double bytes) {}

  private record Share(long cpuNanos, long bytes) {}

  Cost round(int runs, Runnable work) {
    AtomicInteger left = new AtomicInteger(runs);
    long serverBefore = serverNanos();
    long start = System.nanoTime();
    List<Share> shares = all(() -> share(left, work));
    long nanos = System.nanoTime() - start;
    return new Cost(
        nanos,
        shares.stream().mapToLong(Share::cpuNanos).sum() + serverNanos() - serverBefore,
        shares.stream().mapToLong(Share::bytes).sum());
  }

  private static Share share(AtomicInteger left, Runnable work) {
    long cpu = THREAD_TIMES.getCurrentThreadCpuTime();
    long bytes = THREAD_TIMES.getCurrentThreadAllocatedBytes();
    while (left.getAndDecrement() > 0) {
      work.run();
    }
    return new Share(
        THREAD_TIMES.getCurrentThreadCpuTime() - cpu,
        THREAD_TIMES.getCurrentThreadAllocatedBytes() - bytes);
  }

  /** The processes that this JVM has started are the servers of {@link TestDatabase}. */
  private static long serverNanos() {
    return ProcessHandle.current()
        .descendants()
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .mapToLong(Duration::toNanos)
        .sum();
  }

  private List<Share> all(Callable<Share> share) {
    try {
      List<Share> shares = new ArrayList<>();
      for (Future<Share> future : threads.invokeAll(List.of(share, share))) {
        shares.add(future.get());
      }
      return shares;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
