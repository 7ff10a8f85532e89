package io.github.bpmnstages.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.run.Milestone;
import io.github.bpmnstages.run.MilestoneKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.camunda.bpm.container.impl.metadata.BpmPlatformXmlParse;
import org.camunda.bpm.container.impl.metadata.BpmPlatformXmlParser;
import org.camunda.bpm.container.impl.metadata.PropertyHelper;
import org.camunda.bpm.container.impl.metadata.spi.ProcessEnginePluginXml;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.junit.jupiter.api.Test;

/** The ways without Spring Boot, as the page on the configuration shows them. */
class ConfigurationTest {

  private static final Path EXAMPLES = Repository.ROOT.resolve("docs/examples");

  @Test
  void shouldTakeThePluginFromCamundaCfgXml() throws IOException {
    // given
    ProcessEngineConfiguration configuration;
    try (InputStream file = Files.newInputStream(EXAMPLES.resolve("camunda.cfg.xml"))) {
      configuration =
          ProcessEngineConfiguration.createProcessEngineConfigurationFromInputStream(file);
    }

    // when
    ProcessEngine engine = configuration.setJobExecutorActivate(false).buildProcessEngine();

    // then
    assertThatItIsTheRobotsEngine(engine);
  }

  @Test
  void shouldTakeThePluginFromBpmPlatformXml() throws Exception {
    // given
    ProcessEnginePluginXml declared = pluginOfBpmPlatformXml();

    // when
    ProcessEnginePlugin plugin =
        (ProcessEnginePlugin)
            Class.forName(declared.getPluginClass()).getDeclaredConstructor().newInstance();
    PropertyHelper.applyProperties(plugin, declared.getProperties());

    // then
    assertThatItIsTheRobotsEngine(inMemory(plugin).buildProcessEngine());
  }

  @Test
  void shouldTakeThePluginFromJava() {
    // given
    ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName("java");
    configuration.setJdbcUrl("jdbc:h2:mem:java");

    // tag::java[]
    StagesPlugin plugin = new StagesPlugin();
    plugin.setAutomatedProcessUser("robot");
    plugin.setMilestoneLevel("stage");
    configuration.getProcessEnginePlugins().add(plugin);
    // end::java[]

    // then
    assertThatItIsTheRobotsEngine(configuration.buildProcessEngine());
  }

  private static ProcessEnginePluginXml pluginOfBpmPlatformXml() throws IOException {
    try (InputStream file = Files.newInputStream(EXAMPLES.resolve("bpm-platform.xml"))) {
      BpmPlatformXmlParse parse = new BpmPlatformXmlParser().createParse();
      parse.sourceInputStream(file);
      parse.execute();
      return parse.getBpmPlatformXml().getProcessEngines().get(0).getPlugins().get(0);
    }
  }

  private static ProcessEngineConfigurationImpl inMemory(ProcessEnginePlugin plugin) {
    ProcessEngineConfigurationImpl configuration = new StandaloneInMemProcessEngineConfiguration();
    configuration.setProcessEngineName("platform");
    configuration.setJdbcUrl("jdbc:h2:mem:platform");
    configuration.setProcessEnginePlugins(List.of(plugin));
    return configuration;
  }

  private static void assertThatItIsTheRobotsEngine(ProcessEngine engine) {
    try (InputStream purchase =
        Files.newInputStream(EXAMPLES.resolve("purchase/src/main/resources/purchase.bpmn"))) {
      engine
          .getRepositoryService()
          .createDeployment()
          .addInputStream("purchase.bpmn", purchase)
          .deploy();
      String id = engine.getRuntimeService().startProcessInstanceByKey("purchase").getId();
      var overview = StagesPlugin.stageService(engine).getOverview(id);
      assertThat(overview.run().getOwnerId()).isEqualTo("robot");
      assertThat(overview.milestones())
          .extracting(Milestone::getKind)
          .containsExactly(MilestoneKind.START_RUN, MilestoneKind.START_STAGE);
    } catch (IOException e) {
      throw new AssertionError(e);
    } finally {
      engine.close();
    }
  }
}
