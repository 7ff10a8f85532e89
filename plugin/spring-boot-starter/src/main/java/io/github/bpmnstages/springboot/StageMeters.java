package io.github.bpmnstages.springboot;

import io.github.bpmnstages.event.RunStatusChanged;
import io.github.bpmnstages.event.StageStatusChanged;
import io.github.bpmnstages.event.StatusChanged;
import io.github.bpmnstages.event.StepStatusChanged;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts status changes and times what has ended, after the commit. There are as many meters as the
 * deployed models have stages, times the statuses: no id of an instance and no message is a tag.
 */
final class StageMeters {

  private final MeterRegistry registry;

  StageMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @EventListener
  void statusChanged(StatusChanged change) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      count(change);
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            count(change);
          }
        });
  }

  private void count(StatusChanged change) {
    String name = "bpmn.stages." + subject(change);
    Tags tags = tags(change);
    if (change.from() != change.to()) {
      registry.counter(name, tags).increment();
    }
    if (change.ended()) {
      registry.timer(name + ".duration", tags).record(Duration.ofMillis(change.durationInMillis()));
    }
  }

  private static String subject(StatusChanged change) {
    if (change instanceof RunStatusChanged) {
      return "run";
    }
    return change instanceof StageStatusChanged ? "stage" : "step";
  }

  private static Tags tags(StatusChanged change) {
    Tags tags =
        Tags.of("orchestration", change.processDefinitionKey(), "status", change.to().name());
    if (change instanceof StageStatusChanged stage) {
      return tags.and("stage", stage.stageId());
    }
    return change instanceof StepStatusChanged step ? tags.and("stage", step.stageId()) : tags;
  }
}
