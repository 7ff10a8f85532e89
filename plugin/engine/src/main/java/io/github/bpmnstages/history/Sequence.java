package io.github.bpmnstages.history;

import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/**
 * Numbers that order what happens, also within one millisecond: microseconds of a clock that never
 * stands still. No counter in the database, which every step of a run would have to lock; between
 * nodes the order is as exact as their clocks.
 */
public final class Sequence {

  private static final AtomicLong LAST = new AtomicLong();

  private Sequence() {}

  /** The next number, greater than every one before it in this JVM. */
  public static long next() {
    long now = ClockUtil.getCurrentTime().getTime() * 1000;
    return LAST.updateAndGet(last -> Math.max(last + 1, now));
  }
}
