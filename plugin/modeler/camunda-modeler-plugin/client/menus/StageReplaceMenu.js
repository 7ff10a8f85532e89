import { canBecomeStage, isStage } from '../model';

import stageIcon from 'bpmn-stages-element-templates/stage.svg';

/** "Stage" where a task or sub-process can be replaced, and the way back. */
export default class StageReplaceMenu {

  constructor(popupMenu, selection, stageModeling, translate) {
    this._selection = selection;
    this._stageModeling = stageModeling;
    this._translate = translate;

    popupMenu.registerProvider('bpmn-replace', this);
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
