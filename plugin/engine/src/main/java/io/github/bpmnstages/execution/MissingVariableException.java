package io.github.bpmnstages.execution;

/** A requirement ran into a variable that does not exist: it is not met. */
final class MissingVariableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  MissingVariableException(String name) {
    super("No variable '" + name + "'", null, false, false);
  }

  static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MissingVariableException) {
        return true;
      }
    }
    return false;
  }
}
