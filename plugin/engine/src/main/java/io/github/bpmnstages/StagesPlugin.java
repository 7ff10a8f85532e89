package io.github.bpmnstages;

import io.github.bpmnstages.event.StatusListener;
import io.github.bpmnstages.event.StatusListeners;
import io.github.bpmnstages.execution.FaultPathBehavior;
import io.github.bpmnstages.execution.FaultPathRetry;
import io.github.bpmnstages.execution.IncidentInstallation;
import io.github.bpmnstages.execution.LookInSameRequest;
import io.github.bpmnstages.execution.LookJob;
import io.github.bpmnstages.execution.MigrationInstallation;
import io.github.bpmnstages.execution.OrchestrationInstallation;
import io.github.bpmnstages.execution.OutputsInstallation;
import io.github.bpmnstages.execution.RunHistoryHandler;
import io.github.bpmnstages.execution.RunOperations;
import io.github.bpmnstages.execution.SessionOpener;
import io.github.bpmnstages.execution.StageCommandInterceptor;
import io.github.bpmnstages.history.EngineRows;
import io.github.bpmnstages.history.HistoryTables;
import io.github.bpmnstages.parse.StageParseFactory;
import io.github.bpmnstages.parse.StageParseListener;
import io.github.bpmnstages.query.StageQueries;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.record.RecordSessionFactory;
import io.github.bpmnstages.record.RecordSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineBootstrapCommand;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;

/**
 * Adds orchestration stages to a process engine. One instance for each engine.
 *
 * <p>To be listed in the {@code processEnginePlugins} of the engine's configuration; the Spring
 * Boot starter does that by itself.
 */
public class StagesPlugin extends AbstractProcessEnginePlugin {

  private String automatedProcessUser = "automated-process";
  private boolean stepMilestones = true;
  private String schemaUpdate;
  private final List<StatusListener> statusListeners = new ArrayList<>();
  private boolean listenersRollBack = true;
  private Duration lockTimeout = Duration.ofSeconds(5);

  @Override
  public void preInit(ProcessEngineConfigurationImpl configuration) {
    MigrationInstallation.install();
    configuration.setCustomPostBPMNParseListeners(
        with(
            configuration.getCustomPostBPMNParseListeners(),
            new StageParseListener(new OrchestrationInstallation()::install)));
    if (configuration.getBpmnParseFactory() == null) {
      configuration.setBpmnParseFactory(new StageParseFactory());
    }
    configuration.setCustomPostCommandInterceptorsTxRequired(
        with(
            configuration.getCustomPostCommandInterceptorsTxRequired(),
            new StageCommandInterceptor()));
    configuration.setCustomPostCommandInterceptorsTxRequiresNew(
        with(
            configuration.getCustomPostCommandInterceptorsTxRequiresNew(),
            new StageCommandInterceptor()));
    configuration.setCustomJobHandlers(with(configuration.getCustomJobHandlers(), new LookJob()));
    configuration.getCustomJobHandlers().add(new FaultPathBehavior.Continuation());
    configuration.setCustomPreCommandInterceptorsTxRequired(
        with(configuration.getCustomPreCommandInterceptorsTxRequired(), new FaultPathRetry()));
    configuration
        .getCustomPreCommandInterceptorsTxRequired()
        .add(
            new LookInSameRequest(
                configuration::getCommandExecutorTxRequired, configuration::getIdentityService));
    configuration.setCustomPreCommandInterceptorsTxRequiresNew(
        with(configuration.getCustomPreCommandInterceptorsTxRequiresNew(), new FaultPathRetry()));
    configuration.setCustomHistoryEventHandlers(
        with(configuration.getCustomHistoryEventHandlers(), new RunHistoryHandler()));
    configuration.setCustomSessionFactories(
        with(
            configuration.getCustomSessionFactories(), new RecordSessionFactory(recordSettings())));
    configuration.getCustomSessionFactories().addAll(SessionOpener.all());
  }

  private RecordSettings recordSettings() {
    return new RecordSettings(
        automatedProcessUser,
        stepMilestones,
        new StatusListeners(statusListeners, listenersRollBack));
  }

  @Override
  public void postInit(ProcessEngineConfigurationImpl configuration) {
    checkHistoryLevel(configuration.getHistoryLevel());
    ProcessEngineBootstrapCommand bootstrap = configuration.getProcessEngineBootstrapCommand();
    configuration.setProcessEngineBootstrapCommand(
        commandContext -> {
          // 'auto' takes the level from the database, by now
          checkHistoryLevel(configuration.getHistoryLevel());
          return bootstrap.execute(commandContext);
        });
    HistoryTables.postInit(configuration, schemaUpdate, lockTimeout);
    EngineRows.postInit(configuration.getSqlSessionFactory().getConfiguration());
    OutputsInstallation.install(configuration);
    IncidentInstallation.install(configuration);
    CommandExecutor executor = configuration.getCommandExecutorTxRequired();
    StageService service = new StageQueries(executor, new RunOperations(executor));
    configuration.getSessionFactories().put(StageService.class, new ServiceRegistration(service));
  }

  /**
   * The service of an engine.
   *
   * @throws ProcessEngineException if the engine runs without this plugin
   */
  public static StageService stageService(ProcessEngine engine) {
    ProcessEngineConfigurationImpl configuration =
        (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
    SessionFactory factory = configuration.getSessionFactories().get(StageService.class);
    if (!(factory instanceof ServiceRegistration registration)) {
      throw new ProcessEngineException(
          "Process engine '"
              + engine.getName()
              + "' runs without BPMN Stages. Add "
              + StagesPlugin.class.getName()
              + " to its processEnginePlugins.");
    }
    return registration.service();
  }

  private static void checkHistoryLevel(HistoryLevel level) {
    if (level != null && level.getId() < HistoryLevel.HISTORY_LEVEL_ACTIVITY.getId()) {
      throw new ProcessEngineException(
          "BPMN Stages needs history level 'activity' or above, but the engine has history level '"
              + level.getName()
              + "'. Set the engine's history level to 'activity', 'audit' or 'full'.");
    }
  }

  private static <T> List<T> with(List<? extends T> configured, T added) {
    List<T> all = configured == null ? new ArrayList<>() : new ArrayList<>(configured);
    all.add(added);
    return all;
  }

  /** User that owns the records; default {@code automated-process}. */
  public void setAutomatedProcessUser(String automatedProcessUser) {
    this.automatedProcessUser = automatedProcessUser;
  }

  /**
   * {@code step} writes milestones of runs, stages and steps; {@code stage} leaves those of steps
   * out. Default {@code step}.
   *
   * @throws ProcessEngineException for any other value
   */
  public void setMilestoneLevel(String milestoneLevel) {
    if (!"step".equals(milestoneLevel) && !"stage".equals(milestoneLevel)) {
      throw new ProcessEngineException(
          "milestoneLevel is '" + milestoneLevel + "' where 'step' or 'stage' is expected");
    }
    this.stepMilestones = "step".equals(milestoneLevel);
  }

  /**
   * What to do about the plugin's tables, one of the engine's values for {@code
   * databaseSchemaUpdate}; null, the default, does what the engine does about its own.
   */
  public void setSchemaUpdate(String schemaUpdate) {
    this.schemaUpdate = schemaUpdate;
  }

  /**
   * How long, in milliseconds, a command waits for a run that another one is about to write, before
   * it looks at the exit condition. After that time it commits, and leaves the look to a job; no
   * look is lost, and no caller fails. Default 5,000.
   *
   * @throws ProcessEngineException if negative
   */
  public void setLockTimeoutInMillis(long lockTimeoutInMillis) {
    if (lockTimeoutInMillis < 0) {
      throw new ProcessEngineException(
          "lockTimeoutInMillis is " + lockTimeoutInMillis + " where 0 or more is expected");
    }
    this.lockTimeout = Duration.ofMillis(lockTimeoutInMillis);
  }

  /** Adds one that is told of status changes; to be called before the engine is built. */
  public void addStatusListener(StatusListener listener) {
    statusListeners.add(listener);
  }

  /** Takes the place of all listeners added so far; to be called before the engine is built. */
  public void setStatusListeners(List<? extends StatusListener> listeners) {
    statusListeners.clear();
    statusListeners.addAll(listeners);
  }

  /**
   * What an exception of a status listener does: {@code rollback} lets it leave the engine's
   * command, which rolls back, as an exception of the engine's own listeners does; {@code log}
   * writes it to the log and goes on. Default {@code rollback}, so that what a listener stores is
   * there if and only if the change is. While the engine records that a job has failed, an
   * exception is always logged: otherwise the job would be tried for ever, without an incident.
   *
   * @throws ProcessEngineException for any other value
   */
  public void setListenerFailure(String listenerFailure) {
    if (!"rollback".equals(listenerFailure) && !"log".equals(listenerFailure)) {
      throw new ProcessEngineException(
          "listenerFailure is '" + listenerFailure + "' where 'rollback' or 'log' is expected");
    }
    this.listenersRollBack = "rollback".equals(listenerFailure);
  }
}
