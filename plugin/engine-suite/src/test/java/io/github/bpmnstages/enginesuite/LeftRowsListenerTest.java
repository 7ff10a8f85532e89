package io.github.bpmnstages.enginesuite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.junit.runner.Description;

public class LeftRowsListenerTest {

  @Rule public TemporaryFolder folder = new TemporaryFolder();

  private ProcessEngine engine;
  private Path file;

  @Before
  public void start() {
    file = folder.getRoot().toPath().resolve("left-rows.txt");
    System.setProperty(LeftRowsListener.FILE, file.toString());
    StandaloneInMemProcessEngineConfiguration configuration =
        new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName("left-rows");
    configuration.setJdbcUrl("jdbc:h2:mem:camunda");
    configuration.setEnforceHistoryTimeToLive(false);
    configuration.setProcessEnginePlugins(
        List.of(new StagesEverywherePlugin(), new StagesPlugin()));
    engine = configuration.buildProcessEngine();
    run();
  }

  private void run() {
    engine
        .getRepositoryService()
        .createDeployment()
        .addModelInstance(
            "p.bpmn",
            Bpmn.createExecutableProcess("p")
                .startEvent()
                .subProcess("sub")
                .embeddedSubProcess()
                .startEvent()
                .userTask()
                .endEvent()
                .subProcessDone()
                .endEvent()
                .done())
        .deploy();
    engine.getRuntimeService().startProcessInstanceByKey("p");
  }

  @After
  public void stop() {
    engine.close();
    System.clearProperty(LeftRowsListener.FILE);
  }

  @Test
  public void shouldNameTheTestThatLeavesRowsWithoutHistory() throws IOException, SQLException {
    // given
    try (Connection connection = DriverManager.getConnection(LeftRowsListener.DATABASE, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("delete from ACT_HI_PROCINST");
    }

    // when
    LeftRowsListener listener = new LeftRowsListener();
    listener.testFinished(Description.createTestDescription("A", "one"));
    listener.testFinished(Description.createTestDescription("A", "two"));

    // then
    assertThat(file).hasContent("A#one" + System.lineSeparator());
  }

  @Test
  public void shouldNameNoneWhileTheHistoryIsThere() throws IOException {
    new LeftRowsListener().testFinished(Description.createTestDescription("A", "one"));

    assertThat(file).doesNotExist();
  }
}
