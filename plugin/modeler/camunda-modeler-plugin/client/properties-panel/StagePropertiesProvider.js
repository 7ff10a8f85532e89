import { isPlainSubProcess, isTemplated } from '../model';

import stageGroup from './stageGroup';

// after the providers of the modeler itself
const LOW_PRIORITY = 400;

/** Puts the group "Stage" after "General". */
export default class StagePropertiesProvider {

  constructor(propertiesPanel, translate) {
    this._translate = translate;

    propertiesPanel.registerProvider(LOW_PRIORITY, this);
  }

  getGroups(element) {
    return groups => {
      if (!isPlainSubProcess(element) || isTemplated(element)) {
        return groups;
      }

      const general = groups.findIndex(({ id }) => id === 'general');

      return [
        ...groups.slice(0, general + 1),
        stageGroup(element, this._translate),
        ...groups.slice(general + 1)
      ];
    };
  }
}

StagePropertiesProvider.$inject = [ 'propertiesPanel', 'translate' ];
