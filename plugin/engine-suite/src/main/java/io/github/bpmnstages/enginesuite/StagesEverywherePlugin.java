package io.github.bpmnstages.enginesuite;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** Makes a stage of every plain embedded sub-process; to be listed before the stages plugin. */
public final class StagesEverywherePlugin extends AbstractProcessEnginePlugin {

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    configuration.setBpmnParseFactory(StagesEverywhereParse::new);
  }
}
