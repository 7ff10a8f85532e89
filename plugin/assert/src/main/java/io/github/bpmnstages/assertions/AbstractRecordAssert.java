package io.github.bpmnstages.assertions;

import io.github.bpmnstages.query.OrchestrationOverview;
import io.github.bpmnstages.query.StageOverview;
import io.github.bpmnstages.query.StageService;
import io.github.bpmnstages.query.StepOverview;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;

/** What the assertions have in common: the run as it is now, and how a failure is told. */
abstract class AbstractRecordAssert<S extends AbstractRecordAssert<S, A>, A>
    extends AbstractAssert<S, A> {

  final StageService service;

  AbstractRecordAssert(StageService service, A actual, Class<S> selfType) {
    super(actual, selfType);
    this.service = service;
  }

  /** Process instance of the record under test; asked for only if there is one. */
  abstract String processInstanceId();

  /** Names the record under test in failure messages. */
  abstract String subject();

  final OrchestrationOverview overview() {
    isNotNull();
    return service.getOverview(processInstanceId());
  }

  final S verify(boolean holds, OrchestrationOverview overview, String expected, Object found) {
    if (!holds) {
      throw failed(overview, expected, found);
    }
    return myself;
  }

  final AssertionError failed(OrchestrationOverview overview, String expected, Object found) {
    return failure(
        "%nExpecting %s%n  %s%nbut found%n  %s%n%n%s",
        subject(), expected, found, OverviewText.of(overview));
  }

  static Optional<StageOverview> stageOverview(OrchestrationOverview overview, String stageId) {
    return overview.stages().stream().filter(s -> s.stageId().equals(stageId)).findFirst();
  }

  static Stream<StepOverview> steps(OrchestrationOverview overview) {
    return overview.stages().stream().flatMap(stage -> stage.steps().stream());
  }

  final StageOverview knownStage(OrchestrationOverview overview, String stageId) {
    return stageOverview(overview, stageId)
        .orElseThrow(
            () ->
                failed(
                    overview,
                    "to have a stage '" + stageId + "'",
                    "stages " + overview.stages().stream().map(StageOverview::stageId).toList()));
  }

  final StepOverview knownStep(
      OrchestrationOverview overview, Stream<StepOverview> among, String stepId) {
    return among
        .filter(step -> Objects.equals(step.stepId(), stepId))
        .findFirst()
        .orElseThrow(
            () ->
                failed(
                    overview,
                    "to have a step '" + stepId + "'",
                    "steps " + steps(overview).map(StepOverview::stepId).toList()));
  }

  /** An assertion about nothing would hold always. */
  @SafeVarargs
  static <T> List<T> required(T... expected) {
    if (expected.length == 0) {
      throw new IllegalArgumentException("Expected at least one id or milestone, found none");
    }
    return List.of(expected);
  }

  static <T> T last(List<T> runs) {
    return runs.isEmpty() ? null : runs.get(runs.size() - 1);
  }
}
