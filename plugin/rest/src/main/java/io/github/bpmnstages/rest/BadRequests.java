package io.github.bpmnstages.rest;

import jakarta.ws.rs.core.Response.Status;
import java.util.Collection;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;

/** Answers 400, with messages that name what is allowed. */
final class BadRequests {

  private BadRequests() {}

  static InvalidRequestException invalid(String message, Object... arguments) {
    return new InvalidRequestException(Status.BAD_REQUEST, String.format(message, arguments));
  }

  static InvalidRequestException unknown(String what, String name, Collection<String> allowed) {
    return allowed.isEmpty()
        ? invalid("Unknown %s '%s'; none is allowed here", what, name)
        : invalid("Unknown %s '%s'; allowed are: %s", what, name, String.join(", ", allowed));
  }
}
