package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.OrchestrationDefinitions;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Who is refused when, and who is not. */
class DeploymentTest {

  private static final String GOOD = Drawing.process("start -> [A] -> [B] -> end").xml();
  private static final String FORKED =
      Drawing.process("start -> f+ -> [A] -> end", "f+ -> [B] -> end2").xml();
  private static final String PLAIN = Drawing.process("start -> t -> end").xml();

  private static String two(String first, String second) {
    return first.replace("</definitions>", "")
        + second.substring(second.indexOf("<process")).replaceAll("(id|Ref)='", "$1='other_");
  }

  private static ProcessDefinitionImpl parsed(ProcessEngine engine) {
    String id = engine.getRepositoryService().createProcessDefinitionQuery().singleResult().getId();
    ProcessEngineConfigurationImpl configuration =
        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    return configuration
        .getCommandExecutorTxRequired()
        .execute(
            context -> configuration.getDeploymentCache().findDeployedProcessDefinitionById(id));
  }

  @Test
  void shouldAttachWhatAProcessDeclaresToTheParsedProcess() {
    try (ParsingEngine engine = new ParsingEngine()) {
      // when
      engine.deploy(GOOD);

      // then
      OrchestrationDefinition definition = OrchestrationDefinitions.of(parsed(engine.engine));
      assertThat(definition).isSameAs(engine.installed.get("process"));
      assertThat(definition.stages()).containsOnlyKeys("A", "B");
      assertThat(definition.steps()).containsOnlyKeys("workA", "workB");
    }
  }

  @Test
  void shouldHaveNothingToSayAboutAProcessWithoutStages() {
    try (ParsingEngine engine = new ParsingEngine()) {
      // when
      engine.deploy(PLAIN);

      // then
      assertThat(OrchestrationDefinitions.of(parsed(engine.engine))).isNull();
      assertThat(engine.installedPlain).containsExactly("process");
    }
  }

  @Test
  void shouldReportTheProblemsOfAllProcessesBesideTheEnginesOwn() {
    try (ParsingEngine engine = new ParsingEngine()) {
      // given
      String broken = FORKED.replace("</process>", "<serviceTask id='nothingToDo'/></process>");

      // then
      assertThat(engine.codes(two(FORKED, broken)))
          .hasSize(3)
          .contains("STG-011 @ f", "STG-011 @ other_f")
          .anySatisfy(problem -> assertThat(problem).contains("mandatory", "other_nothingToDo"));
      assertThat(engine.installed).isEmpty();
    }
  }

  @Test
  void shouldReportItsProblemsEvenIfTheEngineStopsEarly() {
    try (ParsingEngine engine = new ParsingEngine()) {
      // given
      String broken =
          FORKED.replace("</process>", "<boundaryEvent id='b' attachedToRef='nowhere'/></process>");

      // then
      assertThat(engine.codes(broken)).contains("STG-011 @ f").hasSizeGreaterThan(1);
    }
  }

  @Test
  void shouldNotLookAtAProcessThatIsNotExecutable() {
    try (ParsingEngine engine = new ParsingEngine()) {
      // when
      engine.deploy(two(GOOD, FORKED.replace("isExecutable='true'", "isExecutable='false'")));

      // then
      assertThat(engine.installed).containsOnlyKeys("process");
    }
  }

  @Test
  void shouldRefuseTheWholeDeployment() {
    try (ParsingEngine engine = new ParsingEngine()) {
      // when
      assertThatThrownBy(
              () ->
                  engine
                      .engine
                      .getRepositoryService()
                      .createDeployment()
                      .addString("good.bpmn", GOOD)
                      .addString("forked.bpmn", FORKED)
                      .deploy())
          .isInstanceOf(ParseException.class);

      // then
      assertThat(engine.engine.getRepositoryService().createDeploymentQuery().count()).isZero();
    }
  }

  @Test
  void shouldReadStoredDefinitionsAgain() {
    // given
    String jdbcUrl = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    try (ParsingEngine before = new ParsingEngine(jdbcUrl, null, false)) {
      before.deploy(GOOD);
    }

    try (ParsingEngine engine = new ParsingEngine(jdbcUrl, new StageParseFactory(), true)) {
      // when
      engine.engine.getRuntimeService().startProcessInstanceByKey("process");

      // then
      assertThat(engine.installed.get("process").stages()).containsOnlyKeys("A", "B");
    }
  }

  @Test
  void shouldNeverRefuseAStoredDefinitionAndLogItsProblemsOnce() {
    for (StageParseFactory factory : new StageParseFactory[] {new StageParseFactory(), null}) {
      // given
      String jdbcUrl = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
      String stored =
          FORKED.replace("f_A'", "f_A' name='x'").replaceFirst("allStepsCompleted", "nonsense");
      try (ParsingEngine before = new ParsingEngine(jdbcUrl, null, false)) {
        before.deploy(two(stored, GOOD));
      }
      ListAppender<ILoggingEvent> log = new ListAppender<>();
      log.start();
      Logger logger = (Logger) LoggerFactory.getLogger(StageParseListener.class);
      logger.addAppender(log);

      try (ParsingEngine engine = new ParsingEngine(jdbcUrl, factory, true)) {
        // when
        engine.engine.getRuntimeService().startProcessInstanceByKey("process");
        engine.forget();
        engine.engine.getRuntimeService().startProcessInstanceByKey("process");
        engine.engine.getRuntimeService().startProcessInstanceByKey("other_process");

        // then
        assertThat(engine.engine.getTaskService().createTaskQuery().count()).isEqualTo(5);
        assertThat(engine.installed).containsOnlyKeys("other_process");
        assertThat(engine.installedPlain).contains("process").hasSizeGreaterThan(1);
        assertThat(log.list)
            .singleElement()
            .extracting(ILoggingEvent::getFormattedMessage)
            .asString()
            .contains("Process 'process'", "STG-003", "element 'A'", "STG-011", "element 'f'");
      } finally {
        logger.detachAppender(log);
      }
    }
  }

  @Test
  void shouldLeaveOnlyTheStagesPlainThatItCannotUnderstand() {
    // given
    String jdbcUrl = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    String stored = GOOD.replaceFirst("allStepsCompleted", "nonsense");
    try (ParsingEngine before = new ParsingEngine(jdbcUrl, null, false)) {
      before.deploy(stored);
    }

    try (ParsingEngine engine = new ParsingEngine(jdbcUrl, new StageParseFactory(), true)) {
      // when
      engine.engine.getRuntimeService().startProcessInstanceByKey("process");

      // then
      assertThat(engine.installed.get("process").stages()).containsOnlyKeys("B");
      assertThat(engine.installed.get("process").stage("B").position()).isOne();
    }
  }

  @Test
  void shouldReportTheFirstProblemBesideAnotherParseFactory() {
    // given
    class OtherParse extends BpmnParse {
      OtherParse(BpmnParser parser) {
        super(parser);
      }

      @Override
      public ProcessDefinitionEntity parseProcess(Element processElement) {
        ProcessDefinitionEntity processDefinition = super.parseProcess(processElement);
        processDefinition.setVersionTag("other");
        return processDefinition;
      }
    }

    try (ParsingEngine engine = new ParsingEngine(OtherParse::new)) {
      // when
      List<String> codes = engine.codes(two(FORKED, FORKED));
      engine.deploy(GOOD);

      // then
      assertThat(codes).containsExactly("STG-011 @ f");
      assertThat(engine.installed.get("process").stages()).containsOnlyKeys("A", "B");
      assertThat(
              engine
                  .engine
                  .getRepositoryService()
                  .createProcessDefinitionQuery()
                  .singleResult()
                  .getVersionTag())
          .isEqualTo("other");
    }
  }
}
