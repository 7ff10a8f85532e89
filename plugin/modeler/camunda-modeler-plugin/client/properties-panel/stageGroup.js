import {
  Group,
  isSelectEntryEdited,
  isTextFieldEntryEdited
} from '@bpmn-io/properties-panel';

import {
  DUE_IN, EVALUATION_DECISION, EVALUATION_FLOW, REQUIREMENT_LOGIC, STATUS_VARIABLE
} from 'bpmnlint-plugin-bpmn-stages/lib/properties';

import ExitCondition from './ExitCondition';
import LeftOver from './LeftOver';
import Requirements from './Requirements';
import StageTextField from './StageTextField';

import { exitConditionOf, leftOverOf } from './settings';

/** Shows the fields that apply to the chosen exit condition, and only those. */
export default function stageGroup(element, translate) {
  const exitCondition = exitConditionOf(element);

  return {
    id: 'stages-stage',
    label: translate('Stage'),
    component: Group,
    shouldOpen: true,
    entries: [
      {
        id: 'stages-exitCondition',
        component: ExitCondition,
        isEdited: isSelectEntryEdited
      },
      ...(leftOverOf(element).length ? [ { id: 'stages-left-over', component: LeftOver } ] : []),
      ...(entriesFor[exitCondition] || (() => []))(element, translate),
      ...(exitCondition === undefined ? [] : trackingEntries(translate))
    ]
  };
}

const entriesFor = {

  requirements: (element, translate) => [
    requirementList(element, translate),
    textField(REQUIREMENT_LOGIC, translate('Logic'),
      translate('all, any, or a formula over the numbers: 1 AND (2 OR NOT 3)'))
  ],

  evaluationFlow: (element, translate) => [
    textField(EVALUATION_FLOW, translate('Evaluation flow'),
      translate('Key of the process that sets isOrchestrationConditionMet'))
  ],

  evaluationDecision: (element, translate) => [
    textField(EVALUATION_DECISION, translate('Evaluation decision'),
      translate('Key of the DMN decision whose single output is the answer'))
  ]
};

function trackingEntries(translate) {
  return [
    textField(DUE_IN, translate('Due in'),
      translate('A duration such as P2D or PT4H, or an expression')),
    textField(STATUS_VARIABLE, translate('Status variable'),
      translate('Process variable that follows the status of the stage'))
  ];
}

function textField(property, label, description) {
  return {
    id: `stages-${property.replace('stage.', '')}`,
    component: StageTextField,
    isEdited: isTextFieldEntryEdited,
    property,
    label,
    description
  };
}

function requirementList(element, translate) {
  return {
    id: 'stages-requirements',
    component: Requirements,
    label: translate('Requirements')
  };
}
