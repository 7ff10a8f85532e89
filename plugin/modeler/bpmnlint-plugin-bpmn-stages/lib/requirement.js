const { parse, functionsIn, namesReadFrom } = require('./expression');

/** Functions that the engine knows, and those that Spin adds. */
const FUNCTIONS = [ 'currentUser', 'currentUserGroups', 'now', 'dateTime', 'S', 'XML', 'JSON' ];

/**
 * Parses a requirement.
 *
 * @throws {Error} if it is not one `${…}`
 */
function parseRequirement(text) {
  const root = parseOrExplain(text);

  if (!text.includes('${')) {
    throw new Error('it holds no ${...}');
  }

  if (root.type !== 'eval' || root.deferred) {
    throw new Error('it mixes ${...} with text, so it never yields a Boolean');
  }

  return root;
}

function parseOrExplain(text) {
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`it does not parse, ${error.message}`);
  }
}

/**
 * Checks a requirement as the engine does.
 *
 * @param {string} text
 * @param {string[]} [ownFunctions] functions that an own engine plugin adds
 *
 * @throws {Error} that says what is wrong
 */
function checkRequirement(text, ownFunctions) {
  checkFunctions(parseRequirement(text), ownFunctions);
}

/** @throws {Error} if the engine could not call a function in it */
function checkFunctions(root, ownFunctions = []) {
  functionsIn(root)
    .filter(name => !FUNCTIONS.includes(name) && !ownFunctions.includes(name))
    .forEach(name => {
      throw new Error(`Could not resolve function '${name}'`);
    });
}

module.exports = { parseRequirement, checkRequirement, checkFunctions, namesReadFrom };
