import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { unzipSync } from 'fflate';

const dist = new URL('../dist/', import.meta.url);

const filesIn = name => Object.fromEntries(
  Object.entries(unzipSync(readFileSync(new URL(name, dist))))
    .map(([ file, bytes ]) => [ file, new TextDecoder().decode(bytes) ]));

const plugin = filesIn('bpmn-stages-modeler-plugin.zip');
const templates = filesIn('bpmn-stages-element-templates.zip');

test('should unpack into a folder of its own', () => {
  assert.deepEqual(Object.keys(plugin).sort(), [ 'bpmn-stages/client.js', 'bpmn-stages/index.js' ]);
});

test('should name the script that the modeler loads', () => {
  const module = {};

  new Function('module', plugin['bpmn-stages/index.js'])(module);

  assert.deepEqual(module.exports, { name: 'BPMN Stages', script: './client.js' });
});

test('should unpack the element templates as they are', () => {
  assert.deepEqual(templates, {
    'bpmn-stages.json':
      readFileSync(new URL('../../element-templates/bpmn-stages.json', import.meta.url), 'utf8')
  });
});

test('should borrow the properties panel and the renderer from the modeler', () => {
  const client = plugin['bpmn-stages/client.js'];

  assert.doesNotMatch(client, /function (BpmnRenderer|TextfieldEntry|TextFieldEntry)\b/);
  assert.match(client, /window\.vendor/);
});

test('should put the lint rules on for Camunda 7 diagrams', () => {
  const registered = register(plugin['bpmn-stages/client.js']);
  const rules = registered.filter(({ type }) => type === 'lintRules.bpmn');

  assert.deepEqual(rules.map(rule => rule.plugin.config.extends), [ 'plugin:bpmn-stages/recommended' ]);
  assert.ok(registered.some(({ type }) => type === 'bpmn.platform.modeler.additionalModules'));
  assert.ok(registered.every(({ type }) => !type.includes('cloud')));
});

/** Runs the script as the modeler does, which lends it the properties panel. */
function register(script) {
  const lent = {};
  const window = {
    vendor: {
      propertiesPanel: {
        common: lent, bpmn: lent, preact: { root: lent, compat: lent, hooks: lent, jsxRuntime: lent }
      }
    }
  };

  new Function('window', script)(window);

  return window.plugins;
}
