package io.github.bpmnstages.benchmarks;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.task.Task;

/** One run of the process {@code p}, from its start to its end, as a client would drive it. */
enum Work {
  /** Completes user tasks one after another until there are none. */
  TASKS_IN_A_ROW {
    @Override
    void run(ProcessEngine engine) {
      String id = start(engine);
      Task task;
      while ((task = engine.getTaskService().createTaskQuery().processInstanceId(id).singleResult())
          != null) {
        engine.getTaskService().complete(task.getId());
      }
    }
  },

  /** Completes all user tasks that are there after the start. */
  TASKS_AT_ONCE {
    @Override
    void run(ProcessEngine engine) {
      String id = start(engine);
      engine
          .getTaskService()
          .createTaskQuery()
          .processInstanceId(id)
          .list()
          .forEach(task -> engine.getTaskService().complete(task.getId()));
    }
  },

  /** There is nothing to do but to start it. */
  START {
    @Override
    void run(ProcessEngine engine) {
      start(engine);
    }
  },

  /** Executes jobs, one after another, until there are none. */
  JOBS {
    @Override
    void run(ProcessEngine engine) {
      String id = start(engine);
      List<Job> jobs;
      while (!(jobs = engine.getManagementService().createJobQuery().processInstanceId(id).list())
          .isEmpty()) {
        jobs.forEach(job -> engine.getManagementService().executeJob(job.getId()));
      }
    }
  },

  /** Writes a hundred times, to ten variables, and completes the task with one more. */
  WRITES {
    @Override
    void run(ProcessEngine engine) {
      String id = start(engine);
      for (int i = 0; i < 100; i++) {
        engine.getRuntimeService().setVariable(id, "r" + (i / 10 + 1), i % 10);
      }
      String task =
          engine.getTaskService().createTaskQuery().processInstanceId(id).singleResult().getId();
      engine.getTaskService().complete(task, Map.of("finished", true));
    }
  };

  abstract void run(ProcessEngine engine);

  static void completeTasks(ProcessEngine engine, String processInstanceId) {
    Task task;
    while ((task =
            engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(processInstanceId)
                .singleResult())
        != null) {
      engine.getTaskService().complete(task.getId());
    }
  }

  static String start(ProcessEngine engine) {
    return engine.getRuntimeService().startProcessInstanceByKey("p").getId();
  }
}
