package io.github.bpmnstages.benchmarks;

import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;

/** What is done over and over; answers nothing. */
interface Work {

  void run(ProcessEngine engine, String processInstanceId);

  /** Starts an instance and completes user tasks until it has ended. */
  Work RUN_TO_THE_END =
      (engine, unused) -> {
        String id = engine.getRuntimeService().startProcessInstanceByKey("p").getId();
        Task task;
        while ((task =
                engine.getTaskService().createTaskQuery().processInstanceId(id).singleResult())
            != null) {
          engine.getTaskService().complete(task.getId());
        }
      };

  /** Writes a variable of an instance that waits. */
  Work WRITE_VARIABLE =
      (engine, processInstanceId) ->
          engine
              .getRuntimeService()
              .setVariables(processInstanceId, Map.of("value", System.nanoTime(), "done", false));
}
