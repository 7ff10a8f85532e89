package io.github.bpmnstages.rest;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.query.StageService;
import java.util.function.Function;
import org.camunda.bpm.engine.ProcessEngine;

/** Finds the stage service of an engine. */
final class StageServiceReader {

  static Function<ProcessEngine, StageService> lookup = StagesPlugin::stageService;

  private StageServiceReader() {}

  static StageService read(ProcessEngine engine) {
    StageService service = lookup.apply(engine);
    if (service == null) {
      throw BadRequests.invalid(
          "Process engine '%s' runs without BPMN Stages; add its engine plugin to this engine",
          engine.getName());
    }
    return service;
  }
}
