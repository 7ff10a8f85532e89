/**
 * The settings of a stage, as the fields of the properties panel read and write them.
 */

import { getBusinessObject } from 'bpmn-js/lib/util/ModelUtil';

import {
  EXIT_CONDITION, EXIT_CONDITIONS, MOST_REQUIREMENTS, REQUIREMENT_PREFIX,
  StageProperties, belongs, isKnown, readProperties
} from 'bpmnlint-plugin-bpmn-stages/lib/properties';

const REQUIREMENT_NUMBERS = Array.from({ length: MOST_REQUIREMENTS }, (_, index) => index + 1);

function propertiesOf(element) {
  return new StageProperties(readProperties(getBusinessObject(element)));
}

/** The exit condition as written, or undefined if the element is no stage. */
export function exitConditionOf(element) {
  return propertiesOf(element).get(EXIT_CONDITION);
}

export function settingOf(element, name) {
  return propertiesOf(element).get(name) || '';
}

export function changeSetting(element, name, value, stageModeling) {
  stageModeling.update(element, properties => withSetting(properties, name, value));
}

function withSetting(properties, name, value) {
  if (!value) {
    return properties.filter(property => property.name !== name);
  }

  return properties.some(property => property.name === name)
    ? properties.map(property => property.name === name ? { name, value } : property)
    : [ ...properties, { name, value } ];
}

/** Choosing another exit condition takes away what belonged to the one before. */
export function changeExitCondition(element, exitCondition, stageModeling) {
  stageModeling.update(element, properties => exitCondition
    ? [
      { name: EXIT_CONDITION, value: exitCondition },
      ...properties.filter(({ name }) => name !== EXIT_CONDITION && belongs(name, exitCondition))
    ]
    : []);
}

/** Names that have no field under the chosen exit condition, and would be refused. */
export function leftOverOf(element) {
  const exitCondition = exitConditionOf(element);

  return propertiesOf(element).names().filter(name => isLeftOver(name, exitCondition));
}

export function removeLeftOver(element, stageModeling) {
  const leftOver = leftOverOf(element);

  stageModeling.update(element, properties =>
    properties.filter(({ name }) => !leftOver.includes(name)));
}

function isLeftOver(name, exitCondition) {
  return !isKnown(name)
    || EXIT_CONDITIONS.includes(exitCondition) && !belongs(name, exitCondition);
}

/** Numbers in use, in their order. */
export function requirementNumbersOf(element) {
  const properties = getBusinessObject(element).get('extensionElements')
    ? allNamesOf(element)
    : [];

  return REQUIREMENT_NUMBERS.filter(number => properties.includes(REQUIREMENT_PREFIX + number));
}

/** Also of those left empty, as a requirement is that has just been added. */
function allNamesOf(element) {
  return getBusinessObject(element).get('extensionElements').get('values')
    .flatMap(extension => extension.$type === 'camunda:Properties' ? extension.get('values') : [])
    .map(property => (property.get('name') || '').trim());
}

/** Adds a requirement with the lowest number that is free; the others keep theirs. */
export function addRequirement(element, stageModeling) {
  const inUse = requirementNumbersOf(element);
  const free = REQUIREMENT_NUMBERS.find(number => !inUse.includes(number));

  if (free) {
    stageModeling.update(element, properties =>
      [ ...properties, { name: REQUIREMENT_PREFIX + free, value: '' } ]);
  }
}

export function changeRequirement(element, number, value, stageModeling) {
  stageModeling.update(element, properties => properties.map(property =>
    property.name === REQUIREMENT_PREFIX + number ? { ...property, value: value || '' } : property));
}

export function removeRequirement(element, number, stageModeling) {
  stageModeling.update(element, properties =>
    properties.filter(({ name }) => name !== REQUIREMENT_PREFIX + number));
}
