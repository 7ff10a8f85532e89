import { TextAreaEntry } from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';

import { REQUIREMENT_PREFIX } from 'bpmnlint-plugin-bpmn-stages/lib/properties';

import { insertOutput, outputsFor } from './outputs';
import { changeRequirement, settingOf } from './settings';

/** An expression, with everything that stages and steps put out at hand. */
export default function Requirement({ element, item }) {
  const { number } = item;
  const id = `stages-requirement-${number}`;

  const debounce = useService('debounceInput');
  const stageModeling = useService('stageModeling');
  const translate = useService('translate');

  const getValue = () => settingOf(element, REQUIREMENT_PREFIX + number);
  const setValue = value => changeRequirement(element, number, value, stageModeling);

  return <div class="stages-requirement">
    <TextAreaEntry
      id={ id }
      element={ element }
      label={ translate('Requirement {number}', { number }) }
      getValue={ getValue }
      setValue={ setValue }
      debounce={ debounce }
      autoResize={ true }
      monospace={ true }
      rows={ 2 }
    />
    <Outputs
      id={ `${id}-output` }
      element={ element }
      label={ translate('Insert an output') }
      onSelect={ output => setValue(insertOutput(getValue(), caretIn(id), output)) }
    />
  </div>;
}

function Outputs({ id, element, label, onSelect }) {
  const select = event => {
    const output = event.target.value;

    event.target.value = '';
    onSelect(output);
  };

  return <div class="bio-properties-panel-entry" data-entry-id={ id }>
    <div class="bio-properties-panel-select">
      <select
        id={ `bio-properties-panel-${id}` }
        aria-label={ label }
        class="bio-properties-panel-input"
        value=""
        onChange={ select }>
        <option value="">{ `${label} …` }</option>
        { outputsFor(element).map(group => <optgroup key={ group.label } label={ group.label }>
          { group.outputs.map(output => <option key={ output } value={ output }>{ output }</option>) }
        </optgroup>) }
      </select>
    </div>
  </div>;
}

/** Where the caret was in the field when the list was opened. */
function caretIn(id) {
  const field = document.querySelector(`#bio-properties-panel-${id}`);

  return field ? field.selectionStart : 0;
}
