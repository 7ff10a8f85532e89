const { recommendation } = require('../lib/rules');
const { workOutsideStages } = require('../lib/recommendations');

module.exports = recommendation('work-outside-stages', workOutsideStages);
