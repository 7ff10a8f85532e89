/** Where the views are to be seen in Cockpit; each is loaded when it is first shown. */
import { readTexts } from './common/texts.js';
import { view } from './common/view.js';

const texts = await readTexts();

export default [
  view({
    id: 'bpmn-stages-run',
    pluginPoint: 'cockpit.processInstance.runtime.tab',
    priority: 19,
    properties: { label: texts.say('stages') },
    load: () => import('./run/run-tab.js')
  }, texts),
  view({
    id: 'bpmn-stages-badges',
    pluginPoint: 'cockpit.processInstance.diagram.plugin',
    load: () => import('./run/badges.js')
  }, texts),
  view({
    id: 'bpmn-stages-definition',
    pluginPoint: 'cockpit.processDefinition.runtime.tab',
    priority: 9.5,
    properties: { label: texts.say('stages') },
    load: () => import('./definition/definition-tab.js')
  }, texts),
  view({
    id: 'bpmn-stages-navigation',
    pluginPoint: 'cockpit.navigation',
    priority: 50,
    properties: { path: '/stages' },
    load: () => import('./dashboard/navigation.js')
  }, texts),
  view({
    id: 'bpmn-stages-dashboard-page',
    pluginPoint: 'cockpit.route',
    properties: { path: '/stages' },
    load: () => import('./dashboard/dashboard-page.js')
  }, texts),
  view({
    id: 'bpmn-stages-runs-page',
    pluginPoint: 'cockpit.route',
    properties: { path: '/stages/runs' },
    load: () => import('./runs/runs-page.js')
  }, texts),
  view({
    id: 'bpmn-stages-run-page',
    pluginPoint: 'cockpit.route',
    properties: { path: '/stages/run/:processInstanceId' },
    load: () => import('./run/run-page.js')
  }, texts)
];
