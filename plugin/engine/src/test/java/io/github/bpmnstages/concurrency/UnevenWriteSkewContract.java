package io.github.bpmnstages.concurrency;

import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.UnevenDataSource;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * The same on a machine with too much to do: a transaction may rest between any two statements for
 * longer than others wait for it. They leave the look to a job then; nothing else may differ.
 */
abstract class UnevenWriteSkewContract extends WriteSkewContract {

  private static final int LOCK_TIMEOUT = 15;
  private static final int LONGEST_PAUSE = 3 * LOCK_TIMEOUT;

  UnevenWriteSkewContract(TestDatabase on) {
    super(on);
  }

  /** Each takes its time. */
  @Override
  protected int rounds() {
    return super.rounds() / 3;
  }

  @Override
  protected StagesPlugin plugin() {
    StagesPlugin plugin = super.plugin();
    plugin.setLockTimeoutInMillis(LOCK_TIMEOUT);
    return plugin;
  }

  @Override
  protected void configure(ProcessEngineConfigurationImpl configuration) {
    configuration.setDataSource(new UnevenDataSource(database, LONGEST_PAUSE).dataSource());
  }
}
