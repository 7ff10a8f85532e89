package io.github.bpmnstages;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;

/** Settings that the plugin refuses before any engine is built. */
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
}
