package io.github.bpmnstages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bpmnstages.execution.IncidentInstallation;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Settings, the plugin's and the engine's, that the plugin refuses or warns of. */
class StagesPluginTest {

  @Test
  void shouldRefuseANegativeLockTimeout() {
    // given
    StagesPlugin plugin = new StagesPlugin();

    // when, then
    assertThatCode(() -> plugin.setLockTimeoutInMillis(-1))
        .isInstanceOf(ProcessEngineException.class)
        .hasMessage("lockTimeoutInMillis is -1 where 0 or more is expected");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldWarnWhereTheEngineMakesNoIncidentsOfFailedJobs(boolean makesIncidents) {
    // given
    HikariDataSource database = TestDatabase.H2.create();
    ProcessEngineConfigurationImpl configuration =
        TestEngine.configuration(database, new StagesPlugin());
    configuration.setCreateIncidentOnFailedJobEnabled(makesIncidents);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(IncidentInstallation.class);
    logger.addAppender(log);

    // when
    configuration.buildProcessEngine().close();
    database.close();
    logger.detachAppender(log);

    // then
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .filteredOn(message -> message.contains("createIncidentOnFailedJobEnabled is false"))
        .hasSize(makesIncidents ? 0 : 1);
  }
}
