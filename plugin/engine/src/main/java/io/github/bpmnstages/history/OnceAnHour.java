package io.github.bpmnstages.history;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** What an engine does now and then, on each node, by the engine's clock. */
final class OnceAnHour {

  private static final long HOUR = TimeUnit.HOURS.toMillis(1);
  private static final long NEVER = Long.MIN_VALUE;

  private final AtomicLong last = new AtomicLong(NEVER);

  /** True for one caller within an hour. */
  boolean isDue() {
    long before = last.get();
    long now = ClockUtil.getCurrentTime().getTime();
    boolean isDue = before == NEVER || Math.abs(now - before) >= HOUR;
    return isDue && last.compareAndSet(before, now);
  }

  /** The next caller's turn, whenever that is. */
  void again() {
    last.set(NEVER);
  }
}
