import { canBecomeStage, isStage } from '../model';

import stageIcon from 'bpmn-stages-element-templates/stage.svg';

// first of all, as groups and entries are shown in this order
const HIGH_PRIORITY = 1500;

/** "Stage" where a task or sub-process can be replaced, and the way back. */
export default class StageReplaceMenu {

  constructor(popupMenu, selection, stageModeling, translate) {
    this._selection = selection;
    this._stageModeling = stageModeling;
    this._translate = translate;

    popupMenu.registerProvider('bpmn-replace', HIGH_PRIORITY, this);
  }

  getPopupMenuEntries(element) {
    if (isStage(element)) {
      return { 'stages-remove-stage': this._removeStage(element) };
    }

    return canBecomeStage(element) ? { 'stages-make-stage': this._makeStage(element) } : {};
  }

  _makeStage(element) {
    return {
      label: this._translate('Stage'),
      description: this._translate('A phase of the process that completes on a condition'),
      imageUrl: stageIcon,
      action: () => this._selection.select(this._stageModeling.makeStage(element))
    };
  }

  _removeStage(element) {
    return {
      label: this._translate('Sub-process (no stage)'),
      className: 'bpmn-icon-subprocess-expanded',
      action: () => this._stageModeling.removeStage(element)
    };
  }
}

StageReplaceMenu.$inject = [ 'popupMenu', 'selection', 'stageModeling', 'translate' ];
