const { parse } = require('./expression');
const { checkFunctions } = require('./requirement');

const DURATION = /^P(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;
const WEEKS = /^P\d+W$/;

/** Whether it is a duration without repetition, or an expression. */
function isDueIn(text, ownFunctions) {
  return isExpression(text, ownFunctions) || WEEKS.test(text) || isDuration(text);
}

function isDuration(text) {
  return DURATION.test(text) && /\d/.test(text) && !text.endsWith('T');
}

function isExpression(text, ownFunctions) {
  if (!/[$#]\{/.test(text)) {
    return false;
  }

  try {
    checkFunctions(parse(text), ownFunctions);

    return true;
  } catch (error) {
    return false;
  }
}

module.exports = { isDueIn };
