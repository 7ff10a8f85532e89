package io.github.bpmnstages.contract;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.contract.Node.Kind;
import io.github.bpmnstages.run.StageRun;
import io.github.bpmnstages.testing.EndListenerProbe;
import io.github.bpmnstages.testing.RecordCheck;
import io.github.bpmnstages.testing.StageModel;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.EventSubscription;
import org.camunda.bpm.engine.runtime.Job;

/** The engine with the plugin: does to its process instances what is done to the world's. */
final class Subject {

  private final HikariDataSource database;
  private final EndListenerProbe ends = new EndListenerProbe();
  private final Faults faults = new Faults();
  final ProcessEngine engine;
  final Rows rows;
  private World world;

  /** Stands still during an operation, so that times that should be equal are. */
  private long time = 1_000 * (System.currentTimeMillis() / 1_000);

  private final List<String> roots = new ArrayList<>();
  private Map<String, String> files;

  Subject(TestDatabase kind) {
    database = kind.create();
    ProcessEngineConfigurationImpl configuration =
        TestEngine.configuration(database, new StagesPlugin());
    List<BpmnParseListener> listeners = new ArrayList<>();
    listeners.add(ends);
    configuration.setCustomPreBPMNParseListeners(listeners);
    configuration.setBeans(new HashMap<>(Map.of("faults", faults)));
    configuration.setDefaultNumberOfRetries(2);
    engine = configuration.buildProcessEngine();
    rows = new Rows(database);
    var answers = engine.getRepositoryService().createDeployment();
    for (int i = 0; i < 4; i++) {
      answers.addInputStream("flow" + i + ".bpmn", StageModel.stream(ModelXml.flow(i)));
      answers.addInputStream("decision" + i + ".dmn", StageModel.stream(ModelXml.decision(i)));
    }
    answers.name("answers").deploy();
  }

  void deploy(Map<String, Model> models) {
    files = new HashMap<>();
    var deployment = engine.getRepositoryService().createDeployment();
    for (Model model : models.values()) {
      files.put(model.key, ModelXml.of(model));
      deployment.addInputStream(model.key + ".bpmn", StageModel.stream(files.get(model.key)));
    }
    deployment.deploy();
  }

  void start(World after, String key, Map<String, Boolean> variables) {
    knows(after);
    roots.clear();
    roots.add(
        engine
            .getRuntimeService()
            .startProcessInstanceByKey(key, new HashMap<>(variables))
            .getId());
  }

  void knows(World now) {
    ClockUtil.setCurrentTime(new Date(time += 1_000));
    world = now;
    faults.broken(now.broken);
  }

  void clear() {
    faults.broken(java.util.Set.of());
    for (Deployment deployment : engine.getRepositoryService().createDeploymentQuery().list()) {
      if (!"answers".equals(deployment.getName())) {
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true, true, true);
      }
    }
    rows.clear();
    ends.endedTwice();
  }

  void close() {
    ClockUtil.reset();
    engine.close();
    database.close();
  }

  List<String> contradictions() {
    List<String> found = new ArrayList<>(new RecordCheck(database).contradictions());
    // what was written before a migration keeps the definition of its time
    found.removeIf(rule -> rule.startsWith("'rows carry the root and the definition"));
    ends.endedTwice().forEach(end -> found.add("ended twice: " + end));
    return found;
  }

  /** The engine's id of the world's instance. */
  String id(int index) {
    Instance instance = world.instance(index);
    if (instance.caller == null) {
      return roots.get(world.roots().indexOf(instance));
    }
    int caller = world.instances.indexOf(instance.caller.in.instance);
    return rows.called(id(caller), instance.callerActivity).get(instance.number);
  }

  // operations

  void suspend(String id) {
    engine.getRuntimeService().suspendProcessInstanceById(id);
  }

  void resume(String id) {
    engine.getRuntimeService().activateProcessInstanceById(id);
  }

  void delete(String id) {
    engine.getRuntimeService().deleteProcessInstance(id, "enough");
  }

  void write(String id, String name, Object value) {
    engine.getRuntimeService().setVariable(id, name, value);
  }

  void remove(String id, String name) {
    engine.getRuntimeService().removeVariable(id, name);
  }

  void evaluate(String id) {
    StageRun run =
        StagesPlugin.stageService(engine)
            .createStageRunQuery()
            .processInstanceId(id)
            .unfinished()
            .singleResult();
    StagesPlugin.stageService(engine).evaluate(run.getId());
  }

  void migrate(String id) {
    String from =
        engine
            .getRuntimeService()
            .createProcessInstanceQuery()
            .processInstanceId(id)
            .singleResult()
            .getProcessDefinitionId();
    String key = engine.getRepositoryService().getProcessDefinition(from).getKey();
    engine
        .getRepositoryService()
        .createDeployment()
        .addInputStream(key + ".bpmn", StageModel.stream(files.get(key)))
        .deploy();
    ProcessDefinition to =
        engine
            .getRepositoryService()
            .createProcessDefinitionQuery()
            .processDefinitionKey(key)
            .latestVersion()
            .singleResult();
    MigrationPlan plan =
        engine
            .getRuntimeService()
            .createMigrationPlan(from, to.getId())
            .mapEqualActivities()
            .build();
    engine.getRuntimeService().newMigration(plan).processInstanceIds(id).execute();
  }

  void cancelActivity(String id, String activity) {
    engine
        .getRuntimeService()
        .createProcessInstanceModification(id)
        .cancelAllForActivity(activity)
        .execute();
  }

  void move(String id, Node stage) {
    StagesPlugin.stageService(engine).move(id, stage.id);
  }

  void restart(String id, Node stage) {
    roots.add(StagesPlugin.stageService(engine).restart(id, stage.id).getId());
  }

  void modify(String id, Node from, Node to, boolean cancelFirst) {
    var modification = engine.getRuntimeService().createProcessInstanceModification(id);
    if (cancelFirst) {
      modification.cancelAllForActivity(from.id).startBeforeActivity(to.id).execute();
    } else {
      modification.startBeforeActivity(to.id).cancelAllForActivity(from.id).execute();
    }
  }

  void complete(String id, Node node, boolean failed, Map<String, Boolean> variables) {
    Map<String, Object> values = new HashMap<>(variables);
    switch (node.kind) {
      case USER -> engine.getTaskService().complete(task(id, node), values);
      case EXTERNAL -> {
        String task = external(id, node, failed);
        engine.getExternalTaskService().lock(task, "w", 100_000);
        engine.getExternalTaskService().complete(task, "w", values);
      }
      default -> receive(id, node, values);
    }
  }

  /** Correlation cannot tell two tokens at one activity apart. */
  private void receive(String id, Node node, Map<String, Object> variables) {
    RuntimeService runtime = engine.getRuntimeService();
    List<EventSubscription> waiting =
        runtime
            .createEventSubscriptionQuery()
            .processInstanceId(id)
            .eventName(node.id)
            .eventType("message")
            .list();
    if (waiting.size() > 1) {
      runtime.messageEventReceived(node.id, waiting.get(0).getExecutionId(), variables);
    } else {
      runtime
          .createMessageCorrelation(node.id)
          .processInstanceId(id)
          .setVariables(variables)
          .correlate();
    }
  }

  private String task(String id, Node node) {
    return first(
            engine
                .getTaskService()
                .createTaskQuery()
                .processInstanceId(id)
                .taskDefinitionKey(node.id)
                .list())
        .getId();
  }

  private static <T> T first(List<T> found) {
    if (found.isEmpty()) {
      throw new GoneException();
    }
    return found.get(0);
  }

  /** Who wants to work on something finds that another one has done so. */
  static final class GoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private String external(String id, Node node, boolean failed) {
    var query =
        engine
            .getExternalTaskService()
            .createExternalTaskQuery()
            .processInstanceId(id)
            .activityId(node.id);
    return first((failed ? query.noRetriesLeft() : query.withRetriesLeft()).list()).getId();
  }

  void fail(String id, Node node, int retries) {
    String task = external(id, node, false);
    engine.getExternalTaskService().lock(task, "w", 100_000);
    engine.getExternalTaskService().handleFailure(task, "w", "it broke", retries, 0);
  }

  void bpmnError(String id, Node node) {
    if (node.kind == Kind.USER) {
      engine.getTaskService().handleBpmnError(task(id, node), "anError", "no way");
    } else {
      String task = external(id, node, false);
      engine.getExternalTaskService().lock(task, "w", 100_000);
      engine.getExternalTaskService().handleBpmnError(task, "w", "anError", "no way");
    }
  }

  /** What follows a fault path's event waits for a job that no job definition knows. */
  private Job jobBehindEvent(String id, Node event) {
    String execution =
        engine
            .getRuntimeService()
            .createExecutionQuery()
            .processInstanceId(id)
            .activityId(event.id)
            .singleResult()
            .getId();
    return engine
        .getManagementService()
        .createJobQuery()
        .processInstanceId(id)
        .executionId(execution)
        .messages()
        .singleResult();
  }

  private Job job(String id, Node node, boolean timer) {
    if (node.kind == Kind.BOUNDARY && !timer) {
      return jobBehindEvent(id, node);
    }
    String start = node.kind == Kind.EVENT_SUB ? node.start().id : node.id;
    String activity = node.isMultiInstance() ? node.id + "#multiInstanceBody" : start;
    var query =
        engine.getManagementService().createJobQuery().processInstanceId(id).activityId(activity);
    return first((timer ? query.timers() : query.messages()).list());
  }

  void executeJob(String id, Node node) {
    engine.getManagementService().executeJob(job(id, node, false).getId());
  }

  void setRetries(String id, Node node, boolean job, boolean failed, int retries) {
    if (job) {
      engine.getManagementService().setJobRetries(job(id, node, false).getId(), retries);
    } else {
      engine.getExternalTaskService().setRetries(external(id, node, failed), retries);
    }
  }

  void trigger(String id, Node event) {
    if (event.trigger == Shape.Catch.TIMER) {
      engine.getManagementService().executeJob(job(id, event, true).getId());
    } else {
      receive(id, event, Map.of());
    }
  }
}
