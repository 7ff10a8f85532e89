package io.github.bpmnstages.execution;

import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/** Opens the sessions of this package, one of each per command. */
public final class SessionOpener implements SessionFactory {

  private final Class<?> type;
  private final Supplier<Session> opener;

  private SessionOpener(Class<?> type, Supplier<Session> opener) {
    this.type = type;
    this.opener = opener;
  }

  /** One opener for each kind of session. */
  public static List<SessionFactory> all() {
    return List.of(
        new SessionOpener(LookSession.class, LookSession::new),
        new SessionOpener(ErrorSession.class, ErrorSession::new),
        new SessionOpener(IncidentSession.class, IncidentSession::new),
        new SessionOpener(MigrationSession.class, MigrationSession::new));
  }

  @Override
  public Class<?> getSessionType() {
    return type;
  }

  @Override
  public Session openSession() {
    return opener.get();
  }
}
