package io.github.bpmnstages.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bpmnstages.rest.StagesRestResources;
import java.util.ServiceLoader;
import org.camunda.bpm.cockpit.plugin.spi.CockpitPlugin;
import org.junit.jupiter.api.Test;

class StagesCockpitPluginTest {

  private final CockpitPlugin plugin = new StagesCockpitPlugin();

  @Test
  void shouldBeFoundByCockpit() {
    assertThat(ServiceLoader.load(CockpitPlugin.class))
        .hasAtLeastOneElementOfType(StagesCockpitPlugin.class);
  }

  @Test
  void shouldOfferEveryRestResource() {
    assertThat(
            StagesRestResources.getResourceClasses().stream()
                .filter(resource -> !resource.getSimpleName().equals("OfNamedEngine")))
        .allSatisfy(
            resource ->
                assertThat(plugin.getResourceClasses()).anyMatch(resource::isAssignableFrom));
  }

  @Test
  void shouldBringTheFilesThatCockpitLoads() {
    assertThat(plugin.getAssetDirectory()).isEqualTo("plugin-webapp/bpmn-stages");
    for (String file : new String[] {"plugin.js", "plugin.css", "stage-strip/stage-strip.js"}) {
      assertThat(getClass().getResource("/plugin-webapp/bpmn-stages/app/" + file))
          .as(file)
          .isNotNull();
    }
  }
}
