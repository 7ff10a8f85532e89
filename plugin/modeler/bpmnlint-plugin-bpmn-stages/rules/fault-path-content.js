const { recommendation } = require('../lib/rules');
const { workInFaultPath } = require('../lib/recommendations');

module.exports = recommendation('fault-path-content', workInFaultPath);
