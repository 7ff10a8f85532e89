package io.github.bpmnstages.execution;

import static io.github.bpmnstages.testing.StageModel.flow;
import static io.github.bpmnstages.testing.StageModel.process;
import static io.github.bpmnstages.testing.StageModel.sequence;
import static io.github.bpmnstages.testing.StageModel.serviceTask;
import static io.github.bpmnstages.testing.StageModel.stage;
import static io.github.bpmnstages.testing.StageModel.stream;
import static io.github.bpmnstages.testing.StageModel.userTask;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.testing.CountingDataSource;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.persistence.StrongUuidGenerator;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the plugin asks of the database; the counts do not depend on the machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementCountTest {

  private Node plain;
  private Node withPlugin;

  /** An engine whose statements are counted. */
  private record Node(HikariDataSource pool, CountingDataSource counting, ProcessEngine engine) {

    static Node start(ProcessEnginePlugin... plugins) {
      HikariDataSource pool = TestDatabase.H2.create();
      CountingDataSource counting = new CountingDataSource(pool);
      ProcessEngineConfigurationImpl configuration =
          TestEngine.configuration(counting.dataSource(), plugins);
      // ids from the database would be fetched now and then
      configuration.setIdGenerator(new StrongUuidGenerator());
      return new Node(pool, counting, configuration.buildProcessEngine());
    }

    /** Statements of starting the process, at its second time: everything is parsed by then. */
    List<String> start(String xml, Map<String, Object> variables) {
      engine
          .getRepositoryService()
          .createDeployment()
          .addInputStream("p.bpmn", stream(xml))
          .deploy();
      engine.getRuntimeService().startProcessInstanceByKey("p", variables);
      counting.reset();
      engine.getRuntimeService().startProcessInstanceByKey("p", variables);
      return counting.statements();
    }

    /** Statements of suspending and activating one process instance, and those of a definition. */
    List<String> suspendAndActivate(String xml) {
      start(xml, Map.of());
      RuntimeService runtime = engine.getRuntimeService();
      ProcessInstance instance = runtime.startProcessInstanceByKey("p");
      counting.reset();
      runtime.suspendProcessInstanceById(instance.getId());
      runtime.activateProcessInstanceById(instance.getId());
      runtime.suspendProcessInstanceByProcessDefinitionId(instance.getProcessDefinitionId());
      runtime.activateProcessInstanceByProcessDefinitionId(instance.getProcessDefinitionId());
      return counting.statements();
    }

    void stop() {
      engine.close();
      pool.close();
    }
  }

  @BeforeAll
  void start() {
    plain = Node.start();
    withPlugin = Node.start(new StagesPlugin());
  }

  @AfterAll
  void stop() {
    plain.stop();
    withPlugin.stop();
  }

  private static String synchronousSteps(int count) {
    String[] ids = IntStream.range(0, count).mapToObj(i -> "x" + i).toArray(String[]::new);
    StringBuilder xml = new StringBuilder(sequence("s", ids));
    for (String id : ids) {
      xml.append(serviceTask(id, "${true}"));
    }
    return xml.toString();
  }

  private static List<String> starting(List<String> statements, String word) {
    return statements.stream().filter(sql -> sql.startsWith(word)).toList();
  }

  @Test
  void shouldAddNoStatementToProcessWithoutStage() {
    // given
    String xml = process("p", sequence("p", "a") + userTask("a"));

    // when
    List<String> with = withPlugin.start(xml, Map.of("v", 1));

    // then
    assertThat(with).isEqualTo(plain.start(xml, Map.of("v", 1)));
  }

  @Test
  void shouldAddNoStatementToProcessWithoutStageThatEnds() {
    // given
    String xml = process("p", sequence("p", "a") + serviceTask("a", "${true}"));

    // when
    List<String> with = withPlugin.start(xml, Map.of("v", 1));

    // then
    assertThat(with).isEqualTo(plain.start(xml, Map.of("v", 1)));
  }

  @Test
  void shouldAddNoStatementToSuspensionOfProcessWithoutStage() {
    // given
    String xml = process("p", sequence("p", "a") + userTask("a"));

    // when
    List<String> with = withPlugin.suspendAndActivate(xml);

    // then
    assertThat(with).isEqualTo(plain.suspendAndActivate(xml));
  }

  @Test
  void shouldSelectNothingPerSynchronousStep() {
    // given
    String few = process("p", sequence("p", "one") + stage("one", synchronousSteps(2)));
    String many = process("p", sequence("p", "one") + stage("one", synchronousSteps(40)));

    // when
    List<String> withFew = starting(withPlugin.start(few, Map.of()), "select");
    List<String> withMany = starting(withPlugin.start(many, Map.of()), "select");

    // then
    assertThat(withMany).hasSameSizeAs(withFew);
    assertThat(withMany).hasSameSizeAs(starting(plain.start(many, Map.of()), "select"));
  }

  @Test
  void shouldSelectNothingPerSynchronousStepOfConditionalStage() {
    // given
    String condition = "${steps.x1.status == 'ERROR' || done}";
    String few = process("p", sequence("p", "one") + stage("one", condition, synchronousSteps(2)));
    String many =
        process("p", sequence("p", "one") + stage("one", condition, synchronousSteps(40)));

    // when
    List<String> withFew = starting(withPlugin.start(few, Map.of("done", false)), "select");
    List<String> withMany = starting(withPlugin.start(many, Map.of("done", false)), "select");

    // then
    assertThat(withMany).hasSameSizeAs(withFew);
  }

  @Test
  void shouldWriteWithTheEnginesOwnFlush() {
    // given
    String xml = process("p", sequence("p", "one") + stage("one", synchronousSteps(5)));

    // when
    List<String> statements = withPlugin.start(xml, Map.of());

    // then one JDBC batch per kind of row
    assertThat(starting(statements, "insert into STG_HI_STEP_RUN")).hasSize(1);
    assertThat(starting(statements, "insert into STG_HI_MILESTONE")).hasSize(1);
    assertThat(starting(statements, "update STG_HI"))
        .as("rows of a run that starts and ends in one transaction get their removal time at once")
        .isEmpty();
  }

  private List<String> setVariable(String xml) {
    return setVariable(withPlugin, xml);
  }

  private static List<String> setVariable(Node node, String xml) {
    ProcessEngine engine = node.engine();
    engine.getRepositoryService().createDeployment().addInputStream("p.bpmn", stream(xml)).deploy();
    String run = engine.getRuntimeService().startProcessInstanceByKey("p", Map.of("v", 1)).getId();
    node.counting().reset();
    engine.getRuntimeService().setVariable(run, "v", 2);
    return node.counting().statements();
  }

  @Test
  void shouldLockOncePerTransactionAndConditionalStage() {
    // given
    String xml =
        process(
            "p",
            sequence("p", "one") + stage("one", "${done}", sequence("s", "a") + userTask("a")));

    // when
    List<String> statements = setVariable(xml);

    // then
    assertThat(statements).filteredOn(sql -> sql.contains("for update")).hasSize(1);
  }

  @Test
  void shouldLockNothingWhenAllStepsAreRequired() {
    // given
    String xml =
        process("p", sequence("p", "one") + stage("one", sequence("s", "a") + userTask("a")));

    // when
    List<String> statements = setVariable(xml);

    // then
    assertThat(statements).filteredOn(sql -> sql.contains("for update")).isEmpty();
    assertThat(statements).filteredOn(sql -> sql.contains("STG_HI")).isEmpty();
  }

  /** The other stage may start at that very moment, without seeing the variable. */
  @Test
  void shouldOnlyLockInAllStepsStageBesideConditionalOne() {
    // given
    String xml =
        process(
            "p",
            sequence("p", "one", "two")
                + stage("one", sequence("s", "a") + userTask("a"))
                + stage("two", "${done}", sequence("t", "b") + userTask("b")));

    // when
    List<String> statements = setVariable(xml);

    // then
    assertThat(statements).filteredOn(sql -> sql.contains("STG_HI")).hasSize(1);
    assertThat(statements).filteredOn(sql -> sql.contains("for update")).hasSize(1);
  }

  private List<String> complete(String steps) {
    String xml = process("p", sequence("p", "one") + stage("one", steps));
    ProcessEngine engine = withPlugin.engine();
    engine.getRepositoryService().createDeployment().addInputStream("p.bpmn", stream(xml)).deploy();
    String run = engine.getRuntimeService().startProcessInstanceByKey("p").getId();
    String task =
        engine.getTaskService().createTaskQuery().processInstanceId(run).singleResult().getId();
    withPlugin.counting().reset();
    engine.getTaskService().complete(task);
    return withPlugin.counting().statements();
  }

  @Test
  void shouldNotLookForOpenStepsWhereNoneCanHaveFailedBeforeItsStart() {
    // when
    List<String> statements = complete(sequence("s", "a") + userTask("a"));

    // then the step that was completed is found by its activity instance
    assertThat(statements)
        .filteredOn(sql -> sql.startsWith("select") && sql.contains("STG_HI_STEP_RUN"))
        .hasSize(1)
        .allMatch(sql -> sql.contains("ACT_INST_ID_ = ?"));
  }

  @Test
  void shouldNotReadTheStageAnewForTheNextStep() {
    // when
    List<String> statements = complete(sequence("s", "a", "b") + userTask("a") + userTask("b"));

    // then
    assertThat(statements).filteredOn(sql -> sql.startsWith("insert into STG_HI_STEP")).hasSize(1);
    assertThat(statements)
        .noneMatch(sql -> sql.startsWith("select") && sql.contains("STG_HI_STAGE_RUN"));
  }

  @Test
  void shouldNotLookForFailedStepsWhereNoneHasFailedBeforeItsStart() {
    // given
    String xml =
        process(
            "p",
            sequence("p", "one")
                + stage(
                    "one",
                    sequence("s", "a", "b")
                        + serviceTask("a", "${true}")
                            .replace("serviceTask id", "serviceTask camunda:asyncBefore='true' id")
                        + userTask("b")));
    ProcessEngine engine = withPlugin.engine();
    engine.getRepositoryService().createDeployment().addInputStream("p.bpmn", stream(xml)).deploy();
    String run = engine.getRuntimeService().startProcessInstanceByKey("p").getId();
    String job =
        engine
            .getManagementService()
            .createJobQuery()
            .processInstanceId(run)
            .singleResult()
            .getId();
    withPlugin.counting().reset();

    // when
    engine.getManagementService().executeJob(job);

    // then
    assertThat(withPlugin.counting().statements())
        .noneMatch(sql -> sql.startsWith("select") && sql.contains("STG_HI_STEP_RUN"));
  }

  @Test
  void shouldAskFourTimesPerWriteBesideCondition() {
    // given
    String condition = "${done}";
    String steps = sequence("s", "a") + userTask("a");
    String xml = process("p", sequence("p", "one") + stage("one", condition, steps));

    // when
    List<String> with = starting(setVariable(withPlugin, xml), "select");

    // then the lock, the stage, its execution and the variables
    assertThat(with).hasSize(starting(setVariable(plain, xml), "select").size() + 4);
  }

  @Test
  void shouldAskOncePerTableForAnOverview() {
    // given
    String xml =
        process("p", sequence("p", "one") + stage("one", sequence("s", "a") + userTask("a")));
    ProcessEngine engine = withPlugin.engine();
    engine.getRepositoryService().createDeployment().addInputStream("p.bpmn", stream(xml)).deploy();
    String run = engine.getRuntimeService().startProcessInstanceByKey("p").getId();
    withPlugin.counting().reset();

    // when
    StagesPlugin.stageService(engine).getOverview(run);

    // then the run, its stage runs, step runs and milestones
    assertThat(withPlugin.counting().statements()).hasSize(4);
  }

  private static String parallelSteps(int count) {
    StringBuilder xml =
        new StringBuilder("<bpmn:startEvent id='rs'/><bpmn:parallelGateway id='fork'/>")
            .append(flow("rs", "fork"));
    for (int i = 0; i < count; i++) {
      xml.append(userTask("t" + i)).append(flow("fork", "t" + i));
    }
    return process("p", sequence("p", "one") + stage("one", "${done}", xml.toString()));
  }

  @Test
  void shouldAskNoMoreWithMoreOpenSteps() {
    // when
    List<String> few = setVariable(parallelSteps(2));
    List<String> many = setVariable(parallelSteps(60));

    // then
    assertThat(many).isEqualTo(few);
    assertThat(many)
        .as("the tree of the process instance, with every open step")
        .noneMatch(sql -> sql.contains("from ACT_RU_EXECUTION where PROC_INST_ID_"));
  }
}
