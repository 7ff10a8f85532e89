'use strict';

module.exports = {
  name: 'BPMN Stages',
  script: './client.js'
};
