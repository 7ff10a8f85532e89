package io.github.bpmnstages;

import io.github.bpmnstages.query.StageService;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * Keeps the service where it is found through the engine and goes with it. The engine's session
 * factories are the only register by type that an engine has; no session is ever opened.
 */
record ServiceRegistration(StageService service) implements SessionFactory {

  @Override
  public Class<?> getSessionType() {
    return StageService.class;
  }

  @Override
  public Session openSession() {
    throw new UnsupportedOperationException("StageService is no session");
  }
}
