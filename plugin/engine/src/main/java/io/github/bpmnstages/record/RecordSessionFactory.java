package io.github.bpmnstages.record;

import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/** Opens the recorders of a command. */
public final class RecordSessionFactory implements SessionFactory {

  private final RecordSettings settings;

  public RecordSessionFactory(RecordSettings settings) {
    this.settings = settings;
  }

  @Override
  public Class<?> getSessionType() {
    return RecordSession.class;
  }

  @Override
  public Session openSession() {
    return new RecordSession(settings);
  }
}
