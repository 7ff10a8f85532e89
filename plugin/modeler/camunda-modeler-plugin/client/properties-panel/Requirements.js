import { ListEntry, useError } from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';

import Requirement from './Requirement';

import { addRequirement, removeRequirement, requirementNumbersOf } from './settings';

// the list tells its items apart by identity
const ITEMS = Array.from({ length: 11 }, (_, number) => ({ number }));

/** Up to ten requirements; each keeps its number, because the logic names it. */
export default function Requirements({ element, id, label }) {
  const stageModeling = useService('stageModeling');
  const error = useError(id);

  return <div>
    <ListEntry
      id={ id }
      element={ element }
      label={ label }
      open={ true }
      items={ requirementNumbersOf(element).map(number => ITEMS[number]) }
      component={ Requirement }
      autoFocusEntry={ `[data-entry-id="${id}"] li:last-child textarea` }
      onAdd={ () => addRequirement(element, stageModeling) }
      onRemove={ item => removeRequirement(element, item.number, stageModeling) }
    />
    { error && <div class="bio-properties-panel-entry has-error" data-entry-id={ `${id}-error` }>
      <div class="bio-properties-panel-error">{ error }</div>
    </div> }
  </div>;
}
