import { SelectEntry } from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';

import { EXIT_CONDITIONS } from 'bpmnlint-plugin-bpmn-stages/lib/properties';

import { changeExitCondition, exitConditionOf } from './settings';

const LABELS = {
  allStepsCompleted: 'All steps completed',
  requirements: 'Requirements',
  evaluationFlow: 'Evaluation flow',
  evaluationDecision: 'Evaluation decision'
};

/** What makes a sub-process a stage. */
export default function ExitCondition({ element, id }) {
  const stageModeling = useService('stageModeling');
  const translate = useService('translate');

  const getOptions = () => [
    { value: '', label: translate('<none: not a stage>') },
    ...optionsFor(exitConditionOf(element))
      .map(value => ({ value, label: translate(LABELS[value] || value) }))
  ];

  return <SelectEntry
    id={ id }
    element={ element }
    label={ translate('Exit condition') }
    description={ translate('When the stage completes') }
    getValue={ () => exitConditionOf(element) || '' }
    setValue={ value => changeExitCondition(element, value, stageModeling) }
    getOptions={ getOptions }
  />;
}

/** An unknown one has to be visible too. */
function optionsFor(current) {
  return current && !EXIT_CONDITIONS.includes(current)
    ? [ ...EXIT_CONDITIONS, current ]
    : EXIT_CONDITIONS;
}
