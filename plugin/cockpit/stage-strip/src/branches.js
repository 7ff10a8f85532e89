/**
 * Which fault path led where. The overview does not say how the process is drawn, but its milestones
 * tell what happened: a fault path was taken from a stage, then another stage started.
 */
import { isOnMainLine } from './stages.js';

/**
 * @param { Object[] } stages as read by `readStages`
 * @param { Object[] } milestones in their order
 * @return { { branches: Object[], others: Object[], former: Object[], ledTo: Map } } branches as
 *   `{ origin, event, stages, goesOnAt }`; fault path stages that no branch holds; stages that only
 *   records know of; and for a stage whose fault path led straight to the main line, that stage
 */
export function readBranches(stages, milestones) {
  const known = new Map(stages.map(stage => [ stage.stageId, stage ]));
  const paths = new FaultPaths();

  milestones.forEach(({ kind, stageId, detail }) => {
    const stage = known.get(stageId);

    if (stage && kind === 'TAKE_FAULT_PATH') {
      paths.take(stage, detail);
    } else if (stage && kind === 'START_STAGE') {
      paths.start(stage);
    }
  });

  const branches = paths.branches();
  const held = new Set(branches.flatMap(branch => branch.stages));
  const free = stages.filter(stage => !held.has(stage));

  return {
    branches,
    ledTo: paths.ledTo,
    others: free.filter(({ line }) => line === 'fault'),
    former: free.filter(({ line }) => line === 'former')
  };
}

/** Follows a run from stage to stage. */
class FaultPaths {

  constructor() {
    this.ledTo = new Map();
    this._branches = new Map();
    this._current = null;
    this._origin = null;
  }

  /** The fault path of a stage that is itself in a fault path goes on with the same branch. */
  take(stage, event) {
    this._current = this._holding(stage) ?? this._branchOf(stage, event);
    this._origin = stage;
  }

  start(stage) {
    if (!this._current) {
      return;
    }

    if (stage.line === 'fault') {
      this._hold(stage);
    } else if (isOnMainLine(stage)) {
      this._leaveTo(stage);
    }
  }

  branches() {
    return [ ...this._branches.values() ].filter(({ stages }) => stages.length);
  }

  _branchOf(origin, event) {
    const branch = this._branches.get(origin) ?? { origin, stages: [] };

    this._branches.set(origin, Object.assign(branch, { event, goesOnAt: null }));
    this.ledTo.delete(origin);

    return branch;
  }

  _holding(stage) {
    return this.branches().find(({ stages }) => stages.includes(stage));
  }

  /** A stage that several fault paths lead to stands where it was last. */
  _hold(stage) {
    const before = this._holding(stage);

    if (before !== this._current) {
      if (before) {
        before.stages = before.stages.filter(held => held !== stage);
      }

      this._current.stages.push(stage);
    }
  }

  _leaveTo(stage) {
    if (this._holding(this._origin) || this._current.stages.length) {
      this._current.goesOnAt = stage;
    } else {
      this.ledTo.set(this._origin, stage);
    }

    this._current = null;
  }
}
