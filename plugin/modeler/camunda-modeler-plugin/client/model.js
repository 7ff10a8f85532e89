/**
 * What the diagram's elements are to stages.
 */

import { getBusinessObject, is, isAny } from 'bpmn-js/lib/util/ModelUtil';

import { EXIT_CONDITION, readProperties } from 'bpmnlint-plugin-bpmn-stages/lib/properties';

const TEMPLATES = 'io.github.bpmnstages.stage.';

/** Whether the element is, or could be, a stage: a plain embedded sub-process. */
export function isPlainSubProcess(element) {
  const businessObject = getBusinessObject(element);

  return !element.labelTarget
    && businessObject.$type === 'bpmn:SubProcess'
    && !businessObject.get('triggeredByEvent')
    && !businessObject.get('isForCompensation')
    && !is(businessObject.get('loopCharacteristics'), 'bpmn:MultiInstanceLoopCharacteristics');
}

export function isStage(element) {
  return isPlainSubProcess(element)
    && readProperties(getBusinessObject(element)).some(({ name }) => name === EXIT_CONDITION);
}

/** Whether a stage can be made of it, by replacing it if need be. */
export function canBecomeStage(element) {
  return isPlainSubProcess(element)
    ? !isStage(element)
    : !element.labelTarget && isAny(element, [ 'bpmn:Task', 'bpmn:CallActivity' ]);
}

/** Whether an element template of this project has its fields in the properties panel already. */
export function isTemplated(element) {
  return (getBusinessObject(element).get('camunda:modelerTemplate') || '').startsWith(TEMPLATES);
}

/** The process that holds the element. */
export function processOf(element) {
  let candidate = getBusinessObject(element);

  while (candidate && !is(candidate, 'bpmn:Process')) {
    candidate = candidate.$parent;
  }

  return candidate;
}
