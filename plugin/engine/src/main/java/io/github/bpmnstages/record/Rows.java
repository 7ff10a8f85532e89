package io.github.bpmnstages.record;

import java.util.Date;
import org.camunda.bpm.engine.impl.context.Context;

/** What all rows have in common. */
final class Rows {

  private Rows() {}

  static String nextId() {
    return Context.getProcessEngineConfiguration().getIdGenerator().getNextId();
  }

  static long duration(Date start, Date end) {
    return Math.max(0, end.getTime() - start.getTime());
  }
}
