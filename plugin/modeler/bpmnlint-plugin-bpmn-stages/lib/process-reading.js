/**
 * What stands in one process about stages, and everything that is wrong with it: the engine's own
 * reading, for an editor.
 */

const { readProcess, tagOf } = require('./flow-node');
const { orderStages, stepsOf } = require('./flow-order');
const { checkForks } = require('./forks');
const { checkPlacement } = require('./placement');
const { Problems } = require('./problems');
const { REQUIREMENT_PREFIX, StageProperties } = require('./properties');
const { parseRequirement, namesReadFrom } = require('./requirement');
const { checkSettings } = require('./settings');

class ProcessReading {

  /** @param {Object} process moddle element */
  constructor(process) {
    this.process = readProcess(process);
    this.stages = this.process.withDescendants().filter(node => node.isStage);
    this.steps = new Map(this.stages.map(stage => [ stage, stepsOf(stage) ]));
  }

  get stageIds() {
    return this.stages.map(stage => stage.id);
  }

  get stepIds() {
    return [ ...new Set([ ...this.steps.values() ].flat().map(step => step.id)) ];
  }

  /**
   * The stages that can run where they are, in flow order.
   *
   * @return { { node: FlowNode, inFaultPath: boolean }[] }
   */
  orderedStages() {
    return orderStages(this.process);
  }

  /**
   * Everything that the engine would refuse, in its order.
   *
   * @param {string[]} [ownFunctions] expression functions that an own engine plugin adds
   */
  problems(ownFunctions) {
    const problems = new Problems();

    this.process.withDescendants()
      .filter(node => node.isPlainSubProcess && node.properties.length)
      .forEach(node => checkSettings(node, problems, ownFunctions));

    checkPlacement(this.process, problems);
    this.checkSteps(problems);
    this.checkReferences(problems);
    checkForks(this.process, problems);

    return problems.found;
  }

  checkSteps(problems) {
    this.stages
      .filter(stage => !this.steps.get(stage).length)
      .forEach(stage => problems.report(12, stage.element,
        `stage '${stage.id}' holds no step. A step is any task or call activity that is not for`
          + ' compensation: add one, or remove the stage.* properties.'));
  }

  checkReferences(problems) {
    this.stages.forEach(stage =>
      new StageProperties(stage.properties).requirements().forEach(requirement => {
        const root = parsed(requirement.text);

        if (root) {
          this.checkReference(stage, requirement.number, 'stages', root, this.stageIds, problems);
          this.checkReference(stage, requirement.number, 'steps', root, this.stepIds, problems);
        }
      }));
  }

  checkReference(stage, number, object, root, known, problems) {
    namesReadFrom(object, root)
      .filter(name => !known.includes(name))
      .forEach(name => problems.report(13, stage.element,
        `stage.requirement.${number} reads ${object}.${name}, which this process does not have. It`
          + ` has ${known.join(', ') || 'none'}: correct the id.`,
        REQUIREMENT_PREFIX + number));
  }
}

function parsed(text) {
  try {
    return parseRequirement(text);
  } catch (reportedAlready) {
    return null;
  }
}

/** Whether the engine would look at it. */
function isExecutableProcess(element) {
  return !!element.$type && tagOf(element) === 'process' && element.isExecutable === true;
}

module.exports = { ProcessReading, isExecutableProcess };
