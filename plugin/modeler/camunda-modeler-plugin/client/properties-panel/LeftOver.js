import { useService } from 'bpmn-js-properties-panel';

import { leftOverOf, removeLeftOver } from './settings';

/** What other tools, or an element template before, have left: it has no field here. */
export default function LeftOver({ element, id }) {
  const stageModeling = useService('stageModeling');
  const translate = useService('translate');

  return <div class="bio-properties-panel-entry has-error" data-entry-id={ id }>
    <div class="bio-properties-panel-error">
      { translate('Does not belong here: {names}', { names: leftOverOf(element).join(', ') }) }
    </div>
    <button
      type="button"
      class="bio-properties-panel-popup__footer-btn"
      onClick={ () => removeLeftOver(element, stageModeling) }>
      { translate('Remove') }
    </button>
  </div>;
}
