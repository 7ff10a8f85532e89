import { isPlainSubProcess } from '../model';

import { EXIT_CONDITION } from 'bpmnlint-plugin-bpmn-stages/lib/properties';

export default class MakeStageHandler {

  constructor(bpmnReplace, commandStack, modeling) {
    this._bpmnReplace = bpmnReplace;
    this._modeling = modeling;
    this._commandStack = commandStack;
  }

  preExecute(context) {
    context.stage = this._subProcess(context.element);

    this._commandStack.execute('stages.update', {
      element: context.stage,
      change: properties => [
        { name: EXIT_CONDITION, value: 'allStepsCompleted' },
        ...properties.filter(({ name }) => name !== EXIT_CONDITION)
      ]
    });
  }

  _subProcess(element) {
    return isPlainSubProcess(element) ? element : this._replace(element);
  }

  /** The sub-process is wider: it grows to the right, away from what leads to it. */
  _replace(element) {
    const left = element.x;
    const subProcess = this._bpmnReplace.replaceElement(
      element, { type: 'bpmn:SubProcess', isExpanded: true });

    this._modeling.moveElements([ subProcess ], { x: left - subProcess.x, y: 0 });

    return subProcess;
  }
}

MakeStageHandler.$inject = [ 'bpmnReplace', 'commandStack', 'modeling' ];
