import { TextFieldEntry } from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';

import { changeSetting, settingOf } from './settings';

/** One setting that is a line of text. */
export default function StageTextField({ element, id, property, label, description }) {
  const debounce = useService('debounceInput');
  const stageModeling = useService('stageModeling');

  return <TextFieldEntry
    id={ id }
    element={ element }
    label={ label }
    description={ description }
    getValue={ () => settingOf(element, property) }
    setValue={ value => changeSetting(element, property, value, stageModeling) }
    debounce={ debounce }
  />;
}
