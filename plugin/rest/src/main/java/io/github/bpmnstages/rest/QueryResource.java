package io.github.bpmnstages.rest;

import io.github.bpmnstages.query.StageService;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.rest.dto.CountResultDto;

/**
 * List and count, by query parameters and by JSON body.
 *
 * @param <Q> query of the Java API
 * @param <R> its rows
 * @param <D> what is answered for one row
 */
public abstract class QueryResource<Q extends Query<Q, R>, R, D> extends EngineResource {

  private final QueryDefinition<Q> definition;

  QueryResource(QueryDefinition<Q> definition) {
    this.definition = definition;
  }

  /** Rows that match the query parameters. */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public List<D> list() {
    return page(queryOfParameters());
  }

  /** Rows that match the JSON body. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public List<D> query(String body) {
    return page(queryOfBody(body));
  }

  /** Number of rows that match the query parameters. */
  @GET
  @Path("/count")
  @Produces(MediaType.APPLICATION_JSON)
  public CountResultDto count() {
    return count(queryOfParameters());
  }

  /** Number of rows that match the JSON body. */
  @POST
  @Path("/count")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  public CountResultDto queryCount(String body) {
    return count(queryOfBody(body));
  }

  abstract Q createQuery(StageService service);

  abstract D toDto(R row);

  QueryDefinition<Q> definition() {
    return definition;
  }

  private List<D> page(Q query) {
    return requestReader().page().list(query).stream().map(this::toDto).toList();
  }

  /** A page changes nothing, but has to be one. */
  private CountResultDto count(Q query) {
    requestReader().page();
    return new CountResultDto(query.count());
  }

  private Q queryOfParameters() {
    return queryReader().readParameters(createQuery(stageService()));
  }

  private Q queryOfBody(String body) {
    return queryReader().readBody(createQuery(stageService()), body);
  }

  private QueryReader<Q> queryReader() {
    return new QueryReader<>(definition, requestReader());
  }
}
