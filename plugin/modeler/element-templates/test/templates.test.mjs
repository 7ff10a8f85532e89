import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

import { validate } from '@bpmn-io/element-templates-validator';

import { templates } from '../build.mjs';

const require = createRequire(import.meta.url);
const properties = require('../../bpmnlint-plugin-bpmn-stages/lib/properties');

const committed = JSON.parse(readFileSync(new URL('../bpmn-stages.json', import.meta.url), 'utf8'));

const stages = committed.filter(template => template.id.includes('.stage.'));

const boundTo = template => template.properties
  .filter(property => property.binding.type === 'camunda:property')
  .map(property => property.binding.name);

committed.forEach(template => test(`${template.name} is valid`, () => {
  const { valid, errors } = validate(template);

  assert.deepEqual(errors || [], []);
  assert.ok(valid);
}));

test('should be built from the sources', () => {
  assert.deepEqual(committed, JSON.parse(JSON.stringify(templates)));
});

test('should have one template for each exit condition', () => {
  assert.deepEqual(
    stages.map(template => template.properties[0].value),
    properties.EXIT_CONDITIONS);
});

stages.forEach(template => test(`${template.name} offers what belongs to it and nothing else`, () => {
  const exitCondition = template.properties[0].value;
  const offered = boundTo(template);

  assert.deepEqual(
    offered.filter(name => !properties.isKnown(name) || !properties.belongs(name, exitCondition)),
    []);
  assert.equal(new Set(offered).size, offered.length);
  assert.deepEqual(offered.slice(-2), [ properties.DUE_IN, properties.STATUS_VARIABLE ]);
}));

test('should leave the fault path without stage properties', () => {
  const faultPath = committed.find(template => template.id.endsWith('.faultPath'));

  assert.deepEqual(faultPath.appliesTo, [ 'bpmn:BoundaryEvent' ]);
  assert.deepEqual(boundTo(faultPath), []);
});

test('should leave the other property groups visible', () => {
  assert.ok(committed.every(template => template.entriesVisible === true));
});
