package io.github.bpmnstages.reliability;

import java.util.concurrent.ThreadLocalRandom;

/** The user code of the processes: fails now and then, until it is told to be calm. */
public final class Work {

  private volatile boolean calm;

  void calm() {
    calm = true;
  }

  boolean isCalm() {
    return calm;
  }

  /** Called from the models. */
  public void mayFail(double chance) {
    if (!calm && ThreadLocalRandom.current().nextDouble() < chance) {
      throw new IllegalStateException("It broke, as it does now and then");
    }
  }
}
