import AddFaultPathHandler from './AddFaultPathHandler';
import MakeStageHandler from './MakeStageHandler';
import UpdateStageHandler from './UpdateStageHandler';

/**
 * Everything that the plugin changes in a diagram. Each change is one command, and so one step back.
 */
export default class StageModeling {

  constructor(commandStack) {
    this._commandStack = commandStack;

    commandStack.registerHandler('stages.make', MakeStageHandler);
    commandStack.registerHandler('stages.update', UpdateStageHandler);
    commandStack.registerHandler('stages.addFaultPath', AddFaultPathHandler);
  }

  /** Makes a stage of the element; a task is replaced by a sub-process. */
  makeStage(element) {
    const context = { element };

    this._commandStack.execute('stages.make', context);

    return context.stage;
  }

  /** Makes a plain sub-process of a stage. */
  removeStage(element) {
    this.update(element, () => []);
  }

  /**
   * Changes the `stage.*` properties of an element.
   *
   * @param {Function} change from the properties so far to those that shall be,
   *   `{ name, value }` each
   */
  update(element, change) {
    this._commandStack.execute('stages.update', { element, change });
  }

  /** Adds an error boundary event with an end event behind it. */
  addFaultPath(stage) {
    const context = { stage };

    this._commandStack.execute('stages.addFaultPath', context);

    return context.boundaryEvent;
  }
}

StageModeling.$inject = [ 'commandStack' ];
