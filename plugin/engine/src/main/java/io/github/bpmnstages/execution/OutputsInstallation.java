package io.github.bpmnstages.execution;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;

/** Makes the automatic outputs known to expressions, scripts and decisions of one engine. */
public final class OutputsInstallation {

  private OutputsInstallation() {}

  /** To be called when the engine is configured and has not started yet. */
  public static void install(ProcessEngineConfigurationImpl configuration) {
    ExpressionManager expressions = configuration.getExpressionManager();
    // makes the manager build its chain of resolvers, to which it offers no other way
    expressions.createExpression("${stages}");
    EngineFields.read(expressions, "elResolver", CompositeELResolver.class)
        .add(new OutputsElResolver());
    // of several resolvers that know a name, a script gets the answer of the last one
    configuration.getResolverFactories().add(0, new OutputsScriptResolverFactory());
    configuration.setDelegateInterceptor(
        new StageDelegateInterceptor(configuration.getDelegateInterceptor()));
  }
}
