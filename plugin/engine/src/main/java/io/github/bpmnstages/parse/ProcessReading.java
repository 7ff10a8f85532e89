package io.github.bpmnstages.parse;

import io.github.bpmnstages.model.OrchestrationDefinition;
import io.github.bpmnstages.model.StageDefinition;
import io.github.bpmnstages.model.StepDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.util.xml.Element;

/** What stands in one process about stages, and everything that is wrong with it. */
final class ProcessReading {

  private final FlowNode process;
  private final Problems problems = new Problems();
  private final Map<FlowNode, StageSettings> settings = new LinkedHashMap<>();
  private final Map<FlowNode, List<StepDefinition>> steps = new LinkedHashMap<>();

  /**
   * Reads a process; one without any {@code stage.*} property is only skimmed.
   *
   * @param expressions parses requirements as the engine will
   */
  ProcessReading(Element process, ExpressionManager expressions) {
    if (StagePropertyReader.occursIn(process)) {
      this.process = FlowNodeReader.read(process);
      readStages(new StageReader(problems, expressions));
      check();
    } else {
      this.process = null;
    }
  }

  private void readStages(StageReader reader) {
    process
        .withDescendants()
        .filter(node -> node.isPlainSubProcess() && !node.properties().isEmpty())
        .forEach(node -> readStage(node, reader));
  }

  private void readStage(FlowNode node, StageReader reader) {
    settings.put(node, reader.read(node));
    if (node.isStage()) {
      steps.put(node, StepReader.read(node));
    }
  }

  private void check() {
    new PlacementCheck(problems).check(process);
    steps.forEach(this::checkSteps);
    ReferenceCheck references = new ReferenceCheck(problems, steps);
    steps.keySet().forEach(references::check);
    new ForkCheck(problems).check(process);
  }

  private void checkSteps(FlowNode stage, List<StepDefinition> found) {
    if (found.isEmpty()) {
      problems.report(
          ProblemCode.NO_STEP,
          stage.element(),
          "stage '%s' holds no step. A step is any task or call activity that is not for"
              + " compensation: add one, or remove the stage.* properties.",
          stage.id());
    }
  }

  /** Everything that is wrong, in the order of the codes' checks. */
  List<Problem> problems() {
    return problems.found();
  }

  /** The stages that can be understood, or null if there is none. */
  OrchestrationDefinition definition(FaultPathReader faultPaths) {
    if (process == null) {
      return null;
    }
    List<StageDefinition> stages = new ArrayList<>();
    for (OrderedStages.OrderedStage stage : OrderedStages.of(process)) {
      if (!problems.isSpoiled(stage.node().element())) {
        stages.add(define(stage, stages.size() + 1, faultPaths));
      }
    }
    return stages.isEmpty() ? null : new OrchestrationDefinition(stages);
  }

  private StageDefinition define(
      OrderedStages.OrderedStage stage, int position, FaultPathReader faultPaths) {
    FlowNode node = stage.node();
    StageSettings setting = settings.get(node);
    return new StageDefinition(
        node.id(),
        node.name(),
        position,
        stage.inFaultPath(),
        setting.exitCondition(),
        setting.dueIn(),
        setting.statusVariable(),
        steps.get(node),
        faultPaths.read(node));
  }
}
