const { recommendation } = require('../lib/rules');
const { withoutFaultPath } = require('../lib/recommendations');

module.exports = recommendation('fault-path', withoutFaultPath);
