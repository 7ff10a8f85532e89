package io.github.bpmnstages.history;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers that order what happens, also within one millisecond: microseconds of a clock that never
 * stands still, and not of the engine's, which tests set back. No counter in the database, which
 * every step of a run would have to lock; between nodes the order is as exact as their clocks.
 */
public final class Sequence {

  private static final AtomicLong LAST = new AtomicLong();

  private Sequence() {}

  /** The next number, greater than every one before it in this JVM. */
  public static long next() {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000L + now.getNano() / 1_000L;
    return LAST.updateAndGet(last -> Math.max(last + 1, micros));
  }
}
