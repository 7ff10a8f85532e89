const { recommendation } = require('../lib/rules');
const { backwardFaultPath } = require('../lib/recommendations');

module.exports = recommendation('fault-path-backwards', backwardFaultPath);
