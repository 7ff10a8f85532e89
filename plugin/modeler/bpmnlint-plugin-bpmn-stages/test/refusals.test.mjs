/**
 * The bad models of the samples are those that the engine is tested with: each says itself what it
 * has to be refused for, and messages.txt says in which words. The engine's InvalidModelsTest holds
 * the engine to the same two.
 */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

import { INVALID, SAMPLES, filesIn, lint, read } from './linting.mjs';

const MESSAGES = new URL('messages.txt', INVALID);

const files = filesIn(INVALID);

const expectations = xml =>
  [ ...xml.matchAll(/expect: (STG-\d{3} @ \S+?)\s*[\n<]/g) ].map(match => match[1]).sort();

const found = reports =>
  reports.map(({ rule, id }) => `${rule.toUpperCase()} @ ${id}`).sort();

for (const file of files) {
  test(`${file} is refused for what it says`, async () => {
    const xml = read(file, INVALID);

    assert.deepEqual(found(await lint(xml, 'errors')), expectations(xml));
  });

  test(`${file} is refused without the Camunda moddle too`, async () => {
    const xml = read(file, INVALID);

    assert.deepEqual(found(await lint(xml, 'errors', {})), expectations(xml));
  });
}

test('should say what the engine says', async () => {
  const lines = [];

  for (const file of files) {
    (await lint(read(file, INVALID), 'errors'))
      .map(({ id, message }) => `${file}\t${id}\t${message}`)
      .sort()
      .forEach(line => lines.push(line));
  }

  if (process.env.UPDATE) {
    writeFileSync(MESSAGES, lines.join('\n') + '\n');
  }

  assert.deepEqual(lines, readFileSync(MESSAGES, 'utf8').trimEnd().split('\n'));
});

for (const file of filesIn(SAMPLES)) {
  test(`${file} is not refused`, async () => {
    assert.deepEqual(await lint(read(file, SAMPLES), 'errors'), []);
  });
}

test('should leave processes alone that are not executable', async () => {
  const xml = read('STG-001-stage-in-stage.bpmn', INVALID)
    .replace('isExecutable="true"', 'isExecutable="false"');

  assert.deepEqual(await lint(xml), []);
});
