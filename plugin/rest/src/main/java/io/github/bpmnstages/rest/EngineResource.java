package io.github.bpmnstages.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bpmnstages.query.StageService;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.Providers;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.rest.util.EngineUtil;
import org.camunda.bpm.engine.rest.util.ProvidersUtil;

/**
 * What all resources have in common: the engine that the request is for, and its service.
 *
 * <p>Each resource has a sub-class of its own under {@code /engine/{engineName}}. It cannot be one
 * class with a locator there: JAX-RS settles on the root class with the longest literal path before
 * it looks at methods, so a class for {@code /engine/{engineName}} would hide the engine's own.
 */
public abstract class EngineResource {

  static final String NAMED_ENGINE = "/engine/{engineName}";

  @Context Providers providers;
  @Context UriInfo uriInfo;

  /** Null under the paths of the default engine. */
  @PathParam("engineName")
  String engineName;

  EngineResource() {}

  StageService stageService() {
    ProcessEngine engine = EngineUtil.lookupProcessEngine(engineName);
    if (engine == null) {
      throw new InvalidRequestException(Status.BAD_REQUEST, "No process engine available");
    }
    return StageServiceReader.read(engine);
  }

  RequestReader requestReader() {
    return new RequestReader(objectMapper(), uriInfo.getQueryParameters());
  }

  private ObjectMapper objectMapper() {
    return ProvidersUtil.resolveFromContext(
        providers, ObjectMapper.class, MediaType.APPLICATION_JSON_TYPE, getClass());
  }

  /**
   * The engine's exception mapper answers 400 for what is not found; for an id in a path it is 404.
   */
  static <T> T found(Supplier<T> call) {
    try {
      return call.get();
    } catch (NotFoundException e) {
      throw new InvalidRequestException(Status.NOT_FOUND, e, e.getMessage());
    }
  }

  static <T> T found(T row, String kind, String id) {
    if (row == null) {
      throw new InvalidRequestException(
          Status.NOT_FOUND, kind + " with id '" + id + "' does not exist");
    }
    return row;
  }
}
