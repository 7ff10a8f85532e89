/**
 * The files that the tests make and the Java tests run. A run has to come to the same file, but for
 * the layout, which depends on the fonts of the machine. UPDATE=1 writes them.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { repository } from './browser.mjs';

const FOLDER = new URL('bpmn-samples/src/test/resources/modeler/', repository);

export async function holdTo(name, xml) {
  const file = new URL(name, FOLDER);

  if (process.env.UPDATE) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, xml);
  }

  assert.equal(withoutLayout(xml), withoutLayout(readFileSync(file, 'utf8')));
}

export function withoutLayout(xml) {
  return xml.replace(/<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, '');
}
