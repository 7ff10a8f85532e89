/**
 * What is wrong with the properties of one stage: STG-003 to STG-010 and STG-014.
 */

const {
  EXIT_CONDITION, REQUIREMENT_PREFIX, REQUIREMENT_LOGIC, EVALUATION_FLOW, EVALUATION_DECISION,
  DUE_IN, EXIT_CONDITIONS, StageProperties, isKnown, isNumberedOutside, nearest, belongs, ownerOf
} = require('./properties');

const { checkRequirement } = require('./requirement');
const { checkRequirementLogic } = require('./requirement-logic');
const { isDueIn } = require('./due-in');

function checkSettings(stage, problems, ownFunctions) {
  const properties = new StageProperties(stage.properties);
  const report = (code, property, message) =>
    problems.report(code, stage.element, message, property);

  checkNames(properties, report);
  checkDueIn(properties, report, ownFunctions);
  checkExitCondition(properties, report, ownFunctions);
}

function checkNames(properties, report) {
  properties.names().forEach(name => checkName(name, report));

  properties.repeated.forEach(name => report(9, name,
    `found '${name}' more than once. Each property may be given once: remove the others.`));

  checkBelonging(properties, report);
}

function checkName(name, report) {
  if (isNumberedOutside(name)) {
    report(4, name,
      `found '${name}'. The requirements of a stage are numbered from 1 to 10: give it a number`
        + ' that is free there.');
  } else if (!isKnown(name)) {
    report(8, name,
      `unknown property '${name}'. The nearest one that exists is '${nearest(name)}': correct the`
        + ' name or remove the property.');
  }
}

function checkBelonging(properties, report) {
  const type = properties.get(EXIT_CONDITION);

  if (!EXIT_CONDITIONS.includes(type)) {
    return;
  }

  properties.names()
    .filter(name => isKnown(name) && !belongs(name, type))
    .forEach(name => report(9, name,
      `'${name}' does not belong to the exit condition '${type}', only to '${ownerOf(name)}'.`
        + ' Remove it or change stage.exitCondition.'));
}

function checkDueIn(properties, report, ownFunctions) {
  const dueIn = properties.get(DUE_IN);

  if (dueIn !== undefined && !isDueIn(dueIn, ownFunctions)) {
    report(14, DUE_IN,
      `stage.dueIn is '${dueIn}'. It has to be a duration without repetition, such as P2D or PT4H,`
        + ' or an expression that yields one, such as ${dueIn}.');
  }
}

function checkExitCondition(properties, report, ownFunctions) {
  const type = properties.get(EXIT_CONDITION);

  switch (type) {
  case undefined:
    return report(3, EXIT_CONDITION,
      `found ${properties.names().join(', ')} without stage.exitCondition. Add stage.exitCondition,`
        + ` one of ${EXIT_CONDITIONS.join(', ')}, or remove the other stage.* properties.`);
  case 'allStepsCompleted':
    return;
  case 'requirements':
    return checkRequirements(properties, report, ownFunctions);
  case 'evaluationFlow':
    return checkKey(properties, EVALUATION_FLOW, 'process', report);
  case 'evaluationDecision':
    return checkKey(properties, EVALUATION_DECISION, 'decision', report);
  default:
    report(3, EXIT_CONDITION,
      `unknown exit condition '${type}'. Set stage.exitCondition to one of`
        + ` ${EXIT_CONDITIONS.join(', ')}.`);
  }
}

function checkKey(properties, property, kind, report) {
  const key = properties.get(property);

  if (!key || key.includes('{')) {
    report(7, property,
      `${key ? `found '${key}'` : `found no ${property}`}. The exit condition`
        + ` '${properties.get(EXIT_CONDITION)}' needs the property ${property} with the key of the`
        + ` ${kind}, as it is and not as an expression.`);
  }
}

function checkRequirements(properties, report, ownFunctions) {
  const requirements = properties.requirements();

  if (requirements.length) {
    requirements.forEach(requirement => checkOne(requirement, report, ownFunctions));
    checkLogic(properties, requirements, report);
  } else if (!properties.names().some(isNumberedOutside)) {
    report(5, REQUIREMENT_PREFIX,
      "the exit condition 'requirements' has no requirement. Add stage.requirement.1 with an"
        + ' expression such as ${approved}, up to stage.requirement.10.');
  }
}

function checkOne({ number, text }, report, ownFunctions) {
  try {
    checkRequirement(text, ownFunctions);
  } catch (error) {
    report(10, REQUIREMENT_PREFIX + number,
      `stage.requirement.${number} is '${text}': ${error.message}. It has to be one expression`
        + ' ${...} that yields true or false.');
  }
}

function checkLogic(properties, requirements, report) {
  const text = properties.has(REQUIREMENT_LOGIC) ? properties.get(REQUIREMENT_LOGIC) : 'all';
  const inUse = requirements.map(({ number }) => number);

  try {
    checkRequirementLogic(text, inUse);
  } catch (error) {
    report(6, REQUIREMENT_LOGIC,
      `stage.requirementLogic is wrong: ${error.message}. It has to be 'all', 'any' or a formula of`
        + ` at most 1,000 characters over the numbers in use (${inUse.join(', ')}) with AND, OR, NOT`
        + ' and parentheses, such as 1 AND (2 OR NOT 3).');
  }
}

module.exports = { checkSettings };
