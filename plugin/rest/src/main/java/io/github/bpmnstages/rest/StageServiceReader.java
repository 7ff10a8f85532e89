package io.github.bpmnstages.rest;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import jakarta.ws.rs.core.Response.Status;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;

/** Finds the stage service of an engine. */
final class StageServiceReader {

  private StageServiceReader() {}

  /** Answers 400 for an engine without the plugin, as for an engine that is not there. */
  static StageService read(ProcessEngine engine) {
    try {
      return StagesPlugin.stageService(engine);
    } catch (ProcessEngineException e) {
      throw new InvalidRequestException(Status.BAD_REQUEST, e, e.getMessage());
    }
  }
}
