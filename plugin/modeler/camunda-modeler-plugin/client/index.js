import {
  registerClientPlugin,
  registerPlatformBpmnJSPlugin
} from 'camunda-modeler-plugin-helpers';

import lintRules from './lint-rules';
import stagesModule from './stages';

registerPlatformBpmnJSPlugin(stagesModule);

// the tab of Camunda 7 diagrams
registerClientPlugin(lintRules, 'lintRules.bpmn');
