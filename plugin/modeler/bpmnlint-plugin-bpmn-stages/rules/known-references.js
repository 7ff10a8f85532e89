const { recommendation } = require('../lib/rules');
const { unknownReferences } = require('../lib/recommendations');

module.exports = recommendation('known-references', unknownReferences);
