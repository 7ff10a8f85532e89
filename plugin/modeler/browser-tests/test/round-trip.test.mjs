/** Opening and saving a file changes nothing that the engine reads. */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

import { BpmnModdle } from 'bpmn-moddle';

import { EMPTY, repository, startBrowser } from './browser.mjs';

const require = createRequire(import.meta.url);
const camunda = require('camunda-bpmn-moddle/resources/camunda.json');

const FOLDERS = [ 'bpmn-samples/src/main/resources/samples/', 'bpmn-samples/invalid/' ];

const DRAWING = [ 'diagrams', 'exporter', 'exporterVersion' ];

let browser, page, failures;

before(async () => {
  browser = await startBrowser();
  ({ page, failures } = await browser.open({ xml: EMPTY, templates: true }));
});

after(() => browser.stop());

FOLDERS.flatMap(filesIn).forEach(file => test(`${file} comes back as it was`, async () => {
  const xml = readFileSync(new URL(file, repository), 'utf8');

  assert.deepEqual(await readAsEngine(await saveAfterAChange(xml)), await readAsEngine(xml));
  assert.deepEqual(failures, []);
}));

test('should see a change that the engine would', async () => {
  const xml = readFileSync(new URL(`${FOLDERS[0]}loan-application.bpmn`, repository), 'utf8');

  assert.notDeepEqual(
    await readAsEngine(xml.replace('value="evaluationFlow"', 'value="allStepsCompleted"')),
    await readAsEngine(xml));
});

function filesIn(folder) {
  return readdirSync(new URL(folder, repository))
    .filter(file => file.endsWith('.bpmn'))
    .sort()
    .map(file => folder + file);
}

/** A change and its way back, so that the modeler writes what it has made of the file. */
async function saveAfterAChange(xml) {
  await page.evaluate(async diagram => {
    const modeler = window.modeler;

    await modeler.importXML(diagram);

    const shape = modeler.get('elementRegistry').find(element => element.type === 'bpmn:StartEvent');

    modeler.get('modeling').updateProperties(shape, { name: 'changed' });
    modeler.get('commandStack').undo();
  }, xml);

  return page.evaluate(() => window.saveDiagram());
}

/** Everything but the drawing, as plain values. */
async function readAsEngine(xml) {
  const { rootElement } = await new BpmnModdle({ camunda }).fromXML(xml);

  return plain(rootElement);
}

function plain(value) {
  if (Array.isArray(value)) {
    return value.map(plain);
  }

  if (!value || typeof value !== 'object') {
    return value;
  }

  const own = [ ...Object.keys(value), ...Object.keys(value.$attrs || {}) ]
    .filter(name => !DRAWING.includes(name) && !/^(xmlns|xsi|\$parent)/.test(name));

  return Object.fromEntries(own.map(name => [ name, read(value, name) ]).sort());
}

function read(value, name) {
  const child = Object.hasOwn(value, name) ? value[name] : value.$attrs[name];
  const isReference = child && child.$type && child.$parent !== value;

  return isReference ? child.id : Array.isArray(child)
    ? child.map(entry => entry && entry.$type && entry.$parent !== value ? entry.id : plain(entry))
    : plain(child);
}
