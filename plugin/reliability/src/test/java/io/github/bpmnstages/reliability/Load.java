package io.github.bpmnstages.reliability;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.run.OrchestrationRun;
import io.github.bpmnstages.run.RunStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;

/** One caller who does whatever users, workers and operators do, at random. */
final class Load implements Runnable {

  private static final int MOST_OPEN_RUNS = 60;

  static final Map<String, Object> NOTHING_YET =
      Map.of(
          "approved", false, "paid", false, "waived", false, "inspected", false, "closed", false);

  private static final List<String> INTERCEPTORS =
      List.of(".StageCommandInterceptor", ".LookInSameRequest", ".FaultPathRetry");

  private final ProcessEngine engine;
  private final Work work;
  private final Random random;
  private final Consumer<String> ledger;

  Load(ProcessEngine engine, Work work, long seed, Consumer<String> ledger) {
    this.engine = engine;
    this.work = work;
    this.random = new Random(seed);
    this.ledger = ledger;
  }

  @Override
  public void run() {
    while (!work.isCalm()) {
      String operation = "?";
      try {
        operation = doSomething(random.nextInt(100));
        ledger.accept("done " + operation);
      } catch (RuntimeException e) {
        ledger.accept("refused " + e.getClass().getSimpleName() + " " + firstLine(e));
        if (!(e instanceof ProcessEngineException)) {
          e.printStackTrace();
          ledger.accept((isOfPlugin(e) ? "surprise " : "engine's ") + e);
        }
      }
    }
  }

  /** Every command runs through the interceptors; beyond them, the engine may have failed alone. */
  private static boolean isOfPlugin(Throwable e) {
    return Arrays.stream(e.getStackTrace())
        .map(StackTraceElement::getClassName)
        .anyMatch(
            name ->
                name.startsWith("io.github.bpmnstages.")
                    && !name.startsWith("io.github.bpmnstages.reliability.")
                    && INTERCEPTORS.stream().noneMatch(name::endsWith));
  }

  private static String firstLine(RuntimeException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    String general = message.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\b\\d+\\b|'[^']*'", "*");
    return general.substring(0, Math.min(general.length(), 120));
  }

  private String doSomething(int dice) {
    if (dice < 15) {
      return start();
    } else if (dice < 40) {
      return completeTask();
    } else if (dice < 55) {
      return work();
    } else if (dice < 78) {
      return write();
    } else if (dice < 82) {
      return suspend();
    } else if (dice < 88) {
      return resume();
    } else if (dice < 90) {
      return delete();
    } else if (dice < 92) {
      return move();
    } else if (dice < 94) {
      return withdraw();
    } else if (dice < 98) {
      return retry();
    }
    return evaluate();
  }

  private String start() {
    long open =
        engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().count();
    if (open < MOST_OPEN_RUNS) {
      ProcessInstance run =
          engine.getRuntimeService().startProcessInstanceByKey("claim", NOTHING_YET);
      ledger.accept("started " + run.getId());
    }
    return "start";
  }

  private String completeTask() {
    Task task = any(engine.getTaskService().createTaskQuery());
    if (task != null) {
      Map<String, Object> variables = random.nextBoolean() ? Map.of() : Map.of("approved", true);
      engine.getTaskService().complete(task.getId(), variables);
      ledger.accept("completed " + task.getId());
    }
    return "complete";
  }

  private String work() {
    String topic = random.nextBoolean() ? "pay" : "photograph";
    var service = engine.getExternalTaskService();
    for (LockedExternalTask task :
        service.fetchAndLock(2, "worker").topic(topic, 3_000).execute()) {
      int dice = random.nextInt(10);
      if (dice < 6) {
        service.complete(task.getId(), "worker", Map.of("paid", true));
        ledger.accept("completed " + task.getId());
      } else if (dice < 8) {
        service.handleFailure(task.getId(), "worker", "it broke", dice - 6, 0);
      } else if (dice < 9) {
        service.handleBpmnError(task.getId(), "worker", "refused", "no way");
      }
    }
    return "work";
  }

  private String write() {
    ProcessInstance run = anyRun();
    if (run != null) {
      String[] names = {"approved", "paid", "waived", "inspected", "closed"};
      String name = names[random.nextInt(names.length)];
      engine.getRuntimeService().setVariable(run.getId(), name, random.nextInt(4) > 0);
    }
    return "write";
  }

  private String suspend() {
    ProcessInstance run = anyRun();
    if (run != null) {
      engine.getRuntimeService().suspendProcessInstanceById(run.getId());
    }
    return "suspend";
  }

  private String resume() {
    ProcessInstance run = any(engine.getRuntimeService().createProcessInstanceQuery().suspended());
    if (run != null) {
      engine.getRuntimeService().activateProcessInstanceById(run.getId());
    }
    return "resume";
  }

  private String delete() {
    ProcessInstance run =
        any(engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances());
    if (run != null) {
      engine.getRuntimeService().deleteProcessInstance(run.getId(), "withdrawn by the customer");
    }
    return "delete";
  }

  private String move() {
    List<? extends OrchestrationRun> runs =
        StagesPlugin.stageService(engine)
            .createOrchestrationRunQuery()
            .processDefinitionKey("claim")
            .status(RunStatus.IN_PROGRESS)
            .listPage(0, 100);
    if (!runs.isEmpty()) {
      String[] stages = {"intake", "handling", "closing"};
      StagesPlugin.stageService(engine)
          .move(runs.get(random.nextInt(runs.size())).getId(), stages[random.nextInt(3)]);
    }
    return "move";
  }

  private String withdraw() {
    var subscription =
        any(engine.getRuntimeService().createEventSubscriptionQuery().eventName("withdraw"));
    if (subscription != null) {
      engine.getRuntimeService().messageEventReceived("withdraw", subscription.getExecutionId());
    }
    return "withdraw";
  }

  private String retry() {
    Job job = any(engine.getManagementService().createJobQuery().noRetriesLeft());
    if (job != null) {
      engine.getManagementService().setJobRetries(job.getId(), 1 + random.nextInt(2));
    }
    var failed = any(engine.getExternalTaskService().createExternalTaskQuery().noRetriesLeft());
    if (failed != null) {
      engine.getExternalTaskService().setRetries(failed.getId(), 1);
    }
    return "retry";
  }

  private String evaluate() {
    var stages =
        StagesPlugin.stageService(engine).createStageRunQuery().unfinished().listPage(0, 50);
    if (!stages.isEmpty()) {
      StagesPlugin.stageService(engine).evaluate(stages.get(random.nextInt(stages.size())).getId());
    }
    return "evaluate";
  }

  private ProcessInstance anyRun() {
    return any(engine.getRuntimeService().createProcessInstanceQuery());
  }

  private <T> T any(Query<?, T> query) {
    int count = (int) query.count();
    List<T> found = count == 0 ? List.of() : query.listPage(random.nextInt(count), 1);
    return found.isEmpty() ? null : found.get(0);
  }
}
