package io.github.bpmnstages.record;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clock that never stands still: microseconds since 1970, at least one more at every look. Orders
 * milestones of one node exactly, those of several nodes as exactly as their clocks agree.
 */
final class SequenceClock {

  private static final AtomicLong LAST = new AtomicLong();

  private SequenceClock() {}

  static long next() {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000L + now.getNano() / 1_000L;
    return LAST.updateAndGet(last -> Math.max(last + 1, micros));
  }
}
