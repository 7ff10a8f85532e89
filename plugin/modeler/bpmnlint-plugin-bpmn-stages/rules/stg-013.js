const { refusal } = require('../lib/rules');

module.exports = refusal('STG-013');
