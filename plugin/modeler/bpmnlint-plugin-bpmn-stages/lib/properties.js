/**
 * The `stage.*` properties: which there are, and those of one element.
 */

const EXIT_CONDITION = 'stage.exitCondition';
const REQUIREMENT_PREFIX = 'stage.requirement.';
const REQUIREMENT_LOGIC = 'stage.requirementLogic';
const EVALUATION_FLOW = 'stage.evaluationFlow';
const EVALUATION_DECISION = 'stage.evaluationDecision';
const DUE_IN = 'stage.dueIn';
const STATUS_VARIABLE = 'stage.statusVariable';

const MOST_REQUIREMENTS = 10;

const REQUIREMENT_NUMBERS = Array.from({ length: MOST_REQUIREMENTS }, (_, index) => index + 1);

const KNOWN = [
  EXIT_CONDITION,
  REQUIREMENT_LOGIC,
  EVALUATION_FLOW,
  EVALUATION_DECISION,
  DUE_IN,
  STATUS_VARIABLE,
  ...REQUIREMENT_NUMBERS.map(number => REQUIREMENT_PREFIX + number)
];

const FOR_EVERY_CONDITION = [ EXIT_CONDITION, DUE_IN, STATUS_VARIABLE ];

/** Exit conditions, in the order in which they are offered. */
const EXIT_CONDITIONS = [
  'allStepsCompleted', 'requirements', 'evaluationFlow', 'evaluationDecision'
];

/**
 * The properties of an element in file order, without surrounding white space; those left empty
 * count as not set.
 *
 * @return { { name: string, value: string }[] }
 */
function readProperties(element) {
  return extensionsOf(element)
    .filter(extension => isNamed(extension, 'properties'))
    .flatMap(group => group.values || group.$children || [])
    .filter(property => isNamed(property, 'property'))
    .map(property => ({
      name: (property.name || '').trim(),
      value: (property.value || '').trim()
    }))
    .filter(property => property.name.startsWith('stage.') && !isUnset(property));
}

/** Element templates write a property for each of their fields, filled in or not. */
function isUnset({ name, value }) {
  return !value && name !== EXIT_CONDITION && isKnown(name);
}

function extensionsOf(element) {
  return element.extensionElements && element.extensionElements.values || [];
}

/** Also without the Camunda moddle, which has the elements generic and in small letters. */
function isNamed(element, name) {
  return element.$type.toLowerCase() === `camunda:${name}`;
}

/** By name; of a name given twice the first counts. */
class StageProperties {

  constructor(properties) {
    this.values = new Map();
    this.repeated = new Set();

    properties.forEach(({ name, value }) => {
      if (this.values.has(name)) {
        this.repeated.add(name);
      } else {
        this.values.set(name, value);
      }
    });
  }

  get(name) {
    return this.values.get(name);
  }

  has(name) {
    return this.values.has(name);
  }

  names() {
    return [ ...this.values.keys() ];
  }

  /** Requirements with a number from 1 to 10, in their order. */
  requirements() {
    return REQUIREMENT_NUMBERS
      .filter(number => this.has(REQUIREMENT_PREFIX + number))
      .map(number => ({ number, text: this.get(REQUIREMENT_PREFIX + number) }));
  }
}

function isKnown(name) {
  return KNOWN.includes(name);
}

/** Whether it is a requirement with a number that there is not. */
function isNumberedOutside(name) {
  return /^stage\.requirement\.-?[0-9]+$/.test(name) && !isKnown(name);
}

/** The known name that takes the fewest changes. */
function nearest(name) {
  const distances = KNOWN.map(known => distance(known.toLowerCase(), name.toLowerCase()));

  return KNOWN[distances.indexOf(Math.min(...distances))];
}

function distance(from, to) {
  const row = Array.from({ length: to.length + 1 }, (_, index) => index);

  for (let i = 1; i <= from.length; i++) {
    let diagonal = row[0];
    row[0] = i;

    for (let j = 1; j <= to.length; j++) {
      const replaced = diagonal + (from[i - 1] === to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
    }
  }

  return row[to.length];
}

/** Whether a property has a meaning under that exit condition. */
function belongs(name, exitCondition) {
  return FOR_EVERY_CONDITION.includes(name) || ownerOf(name) === exitCondition;
}

/** The exit condition that a property is for. */
function ownerOf(name) {
  return { [EVALUATION_FLOW]: 'evaluationFlow', [EVALUATION_DECISION]: 'evaluationDecision' }[name]
    || 'requirements';
}

module.exports = {
  EXIT_CONDITION,
  REQUIREMENT_PREFIX,
  REQUIREMENT_LOGIC,
  EVALUATION_FLOW,
  EVALUATION_DECISION,
  DUE_IN,
  STATUS_VARIABLE,
  EXIT_CONDITIONS,
  MOST_REQUIREMENTS,
  StageProperties,
  readProperties,
  isKnown,
  isNumberedOutside,
  nearest,
  belongs,
  ownerOf
};
