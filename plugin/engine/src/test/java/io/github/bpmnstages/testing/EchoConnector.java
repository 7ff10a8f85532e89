package io.github.bpmnstages.testing;

import java.util.Map;
import org.camunda.connect.impl.AbstractConnector;
import org.camunda.connect.impl.AbstractConnectorRequest;
import org.camunda.connect.impl.AbstractConnectorResponse;
import org.camunda.connect.spi.Connector;
import org.camunda.connect.spi.ConnectorProvider;

/** Answers what it is asked. */
public final class EchoConnector
    extends AbstractConnector<EchoConnector.Request, EchoConnector.Response> {

  private EchoConnector() {
    super("echo");
  }

  @Override
  public Request createRequest() {
    return new Request(this);
  }

  @Override
  public Response execute(Request request) {
    return new Response(request.getRequestParameters());
  }

  /** Makes it known to the engine. */
  public static final class Provider implements ConnectorProvider {
    @Override
    public String getConnectorId() {
      return "echo";
    }

    @Override
    public Connector<?> createConnectorInstance() {
      return new EchoConnector();
    }
  }

  /** Takes any parameter. */
  public static final class Request extends AbstractConnectorRequest<Response> {
    private Request(EchoConnector connector) {
      super(connector);
    }
  }

  /** The parameters of the request. */
  public static final class Response extends AbstractConnectorResponse {
    private final Map<String, Object> parameters;

    private Response(Map<String, Object> parameters) {
      this.parameters = parameters;
    }

    @Override
    protected void collectResponseParameters(Map<String, Object> response) {
      response.putAll(parameters);
    }
  }
}
