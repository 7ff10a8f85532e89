package io.github.bpmnstages.samples.demo;

/** Something in a scenario is not as it should be. */
final class UnexpectedOutcomeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnexpectedOutcomeException(String message) {
    super(message);
  }
}
