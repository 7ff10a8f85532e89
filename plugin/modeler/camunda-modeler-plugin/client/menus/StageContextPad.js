import { isPlainSubProcess, isStage } from '../model';

import stageIcon from 'bpmn-stages-element-templates/stage.svg';
import faultPathIcon from 'bpmn-stages-element-templates/fault-path.svg';

/** "Make this a stage" beside a sub-process, "Add fault path" beside a stage. */
export default class StageContextPad {

  constructor(contextPad, selection, stageModeling, translate) {
    this._selection = selection;
    this._stageModeling = stageModeling;
    this._translate = translate;

    contextPad.registerProvider(this);
  }

  getContextPadEntries(element) {
    if (isStage(element)) {
      return { 'stages-add-fault-path': this._addFaultPath(element) };
    }

    return isPlainSubProcess(element) ? { 'stages-make-stage': this._makeStage(element) } : {};
  }

  _makeStage(element) {
    return {
      group: 'edit',
      imageUrl: stageIcon,
      title: this._translate('Make this a stage'),
      action: {
        click: () => this._selection.select(this._stageModeling.makeStage(element))
      }
    };
  }

  _addFaultPath(stage) {
    return {
      group: 'model',
      imageUrl: faultPathIcon,
      title: this._translate('Add fault path'),
      action: {
        click: () => this._selection.select(this._stageModeling.addFaultPath(stage))
      }
    };
  }
}

StageContextPad.$inject = [ 'contextPad', 'selection', 'stageModeling', 'translate' ];
