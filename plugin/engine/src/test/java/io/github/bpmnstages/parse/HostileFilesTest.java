package io.github.bpmnstages.parse;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.bpmnstages.StagesPlugin;
import io.github.bpmnstages.testing.TestDatabase;
import io.github.bpmnstages.testing.TestEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ResourceReport;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.handler.HistoryEventHandler;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Damaged files: the engine with the plugin deploys or refuses them, for its own reasons or with a
 * code, and what it deploys starts or fails whole. Whatever else happens must happen without the
 * plugin, too.
 *
 * <p>Some in the ordinary run; {@code -Dhostile.mutants=10000} for more, {@code -Dhostile.files}
 * for a folder of files to damage beside the samples.
 */
class HostileFilesTest {

  private static final int MUTANTS = Integer.getInteger("hostile.mutants", 150);
  private static final long SEED = Long.getLong("hostile.seed", 7);

  private static ProcessEngine plain;
  private static ProcessEngine staged;

  @BeforeAll
  static void start() {
    // tens of thousands of refusals are what this is about
    level("org.camunda.bpm.engine", Level.OFF);
    level("io.github.bpmnstages", Level.OFF);
    plain = engine();
    staged = engine(new StagesPlugin());
  }

  private static ProcessEngine engine(ProcessEnginePlugin... plugins) {
    ProcessEngineConfigurationImpl configuration =
        TestEngine.configuration(TestDatabase.H2.create(), plugins);
    configuration.getCustomHistoryEventHandlers().add(new EndlessLoopGuard());
    return configuration.buildProcessEngine();
  }

  @AfterAll
  static void stop() {
    plain.close();
    staged.close();
    level("org.camunda.bpm.engine", null);
    level("io.github.bpmnstages", null);
  }

  private static void level(String logger, Level level) {
    ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
  }

  @Test
  void shouldDeployOrRefuseWhateverTheFileHolds() throws IOException {
    // given
    List<String> files = files();
    Map<String, Integer> outcomes = new TreeMap<>();
    Map<String, Long> before = staged.getManagementService().getTableCount();

    for (int i = 0; i < MUTANTS; i++) {
      // when
      String mutant = Mutation.of(files.get(i % files.size()), SEED * 1_000_000 + i);
      Outcome without = Outcome.of(plain, mutant);
      Outcome with = Outcome.of(staged, mutant);

      // then
      assertThat(with.explains(without))
          .as("mutant %d%nwithout the plugin: %s%nwith it: %s%n%s", i, without, with, mutant)
          .isTrue();
      assertThat(changes(before)).as("mutant %d leaves rows: %s%n%s", i, with, mutant).isEmpty();
      outcomes.merge(with.kind(), 1, Integer::sum);
    }
    System.out.println("Hostile files: " + outcomes);
    assertThat(outcomes).containsKeys("deployed", "refused with a code", "refused by the engine");
  }

  private static List<String> files() throws IOException {
    List<Path> paths = new ArrayList<>();
    paths.addAll(Samples.deployed());
    paths.addAll(Samples.valid());
    paths.addAll(Samples.invalid());
    String folder = System.getProperty("hostile.files");
    if (folder != null) {
      try (Stream<Path> more = Files.walk(Path.of(folder))) {
        more.filter(file -> file.toString().matches(".*\\.bpmn(20\\.xml)?"))
            .sorted()
            .forEach(paths::add);
      }
    }
    List<String> files = new ArrayList<>();
    for (Path path : paths) {
      files.add(Files.readString(path));
    }
    return files;
  }

  /** Tables of which the number of rows is another than before, save those of logs and counters. */
  private static Map<String, Long> changes(Map<String, Long> before) {
    Map<String, Long> changes = new TreeMap<>(staged.getManagementService().getTableCount());
    changes
        .entrySet()
        .removeIf(table -> Objects.equals(before.get(table.getKey()), table.getValue()));
    changes.keySet().removeIf(table -> table.matches(".*(OP_LOG|METER_LOG|ACT_GE_PROPERTY)"));
    return changes;
  }

  /**
   * What became of a file.
   *
   * @param codes messages of the refusal that are the plugin's
   * @param others messages of the refusal that are the engine's
   * @param failure what else deployment or start have thrown, or null
   */
  private record Outcome(List<String> codes, List<String> others, Throwable failure) {

    static Outcome of(ProcessEngine engine, String xml) {
      try {
        String deployment =
            engine
                .getRepositoryService()
                .createDeployment()
                .addString("mutant.bpmn", xml)
                .deploy()
                .getId();
        try {
          return new Outcome(List.of(), List.of(), start(engine, deployment));
        } finally {
          engine.getRepositoryService().deleteDeployment(deployment, true, true, true);
        }
      } catch (ParseException e) {
        List<String> messages =
            e.getResorceReports().stream()
                .map(ResourceReport::getErrors)
                .flatMap(List::stream)
                .map(Problem::getMessage)
                .toList();
        return new Outcome(
            messages.stream().filter(Outcome::isCode).toList(),
            messages.stream().filter(message -> !isCode(message)).toList(),
            null);
      } catch (RuntimeException | StackOverflowError e) {
        return new Outcome(List.of(), List.of(), e);
      }
    }

    private static boolean isCode(String message) {
      return message.startsWith("STG-");
    }

    private static Throwable start(ProcessEngine engine, String deployment) {
      for (ProcessDefinition definition :
          engine
              .getRepositoryService()
              .createProcessDefinitionQuery()
              .deploymentId(deployment)
              .list()) {
        EndlessLoopGuard.reset();
        try {
          engine.getRuntimeService().startProcessInstanceById(definition.getId());
        } catch (RuntimeException e) {
          return e;
        }
      }
      return null;
    }

    /** Failures are the engine's own, or say what they are about. */
    boolean explains(Outcome without) {
      if (!without.others.isEmpty()) {
        return !others.isEmpty();
      }
      if (!others.isEmpty()) {
        return false;
      }
      return failure == null
          || failure instanceof ProcessEngineException
          || without.failure != null && without.failure.getClass() == failure.getClass();
    }

    String kind() {
      if (!others.isEmpty()) {
        return "refused by the engine";
      }
      if (!codes.isEmpty()) {
        return "refused with a code";
      }
      return failure == null ? "deployed" : "failed: " + failure.getClass().getSimpleName();
    }
  }

  /** Damaged flows may lead back to themselves, with the plugin and without. */
  private static final class EndlessLoopGuard implements HistoryEventHandler {

    private static final int LIMIT = 2_000;

    private static int events;

    static void reset() {
      events = 0;
    }

    @Override
    public void handleEvent(HistoryEvent event) {
      if (++events > LIMIT) {
        events = 0;
        throw new ProcessEngineException("This goes on for ever");
      }
    }

    @Override
    public void handleEvents(List<HistoryEvent> historyEvents) {
      historyEvents.forEach(this::handleEvent);
    }
  }
}
