/**
 * The page of each lint rule: an incorrect model, in which the rule finds something, and a correct
 * one, in which no rule of the engine's does. Pictures and pages are written with UPDATE=1.
 */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

import { EMPTY, pathOf, repository, startBrowser } from './browser.mjs';
import { RULES } from './rules.mjs';

const INVALID = new URL('bpmn-samples/invalid/', repository);
const PAGES = new URL('plugin/modeler/bpmnlint-plugin-bpmn-stages/docs/rules/', repository);

let browser, page, failures;

before(async () => {
  browser = await startBrowser();
  ({ page, failures } = await browser.open({ xml: EMPTY }));
  await page.setViewportSize({ width: 1250, height: 560 });
});

after(() => browser.stop());

for (const rule of RULES) {
  test(`${rule.name} tells the incorrect from the correct model`, async () => {
    const incorrect = rule.incorrect(read(rule.file));
    const correct = rule.correct(incorrect, read);

    assert.notEqual(correct, incorrect);

    await show(incorrect, rule.select);
    assert.ok((await found(rule.name)).length, await allFound());
    await picture(`${rule.name}-incorrect`);

    await show(correct, rule.select);
    assert.deepEqual(await found(rule.name), []);
    assert.deepEqual((await allFound()).filter(report => report.startsWith('bpmn-stages/stg-')), []);
    await picture(`${rule.name}-correct`);

    assert.deepEqual(failures, []);
  });

  test(`${rule.name} has its page`, () => {
    const file = new URL(`${rule.name}.md`, PAGES);

    if (process.env.UPDATE) {
      writeFileSync(file, pageOf(rule));
    }

    assert.equal(readFileSync(file, 'utf8'), pageOf(rule));
  });
}

test('should list every rule', () => {
  const file = new URL('README.md', PAGES);

  if (process.env.UPDATE) {
    writeFileSync(file, listOf(RULES));
  }

  assert.equal(readFileSync(file, 'utf8'), listOf(RULES));
});

function read(file) {
  return readFileSync(new URL(file, INVALID), 'utf8')
    .replace(/\s*<bpmn:documentation>[\s\S]*?<\/bpmn:documentation>/, '')
    .replace('id="definitions"', 'id="definitions" xmlns:modeler="http://camunda.org/schema/modeler/1.0"'
      + ' modeler:executionPlatform="Camunda Platform" modeler:executionPlatformVersion="7.24.0"');
}

async function show(xml, select) {
  await page.evaluate(async ([ diagram, id ]) => {
    const modeler = window.modeler;

    await modeler.importXML(diagram);
    modeler.get('canvas').zoom('fit-viewport', 'auto');

    if (modeler.get('canvas').zoom() > 1) {
      modeler.get('canvas').zoom(1, 'auto');
    }

    modeler.get('selection').select(modeler.get('elementRegistry').get(id));
    await window.lintDiagram();
  }, [ xml, select ]);

  await page.waitForTimeout(150);
}

function found(name) {
  return page.evaluate(
    rule => window.reports.filter(report => report.rule === `bpmn-stages/${rule}`), name);
}

function allFound() {
  return page.evaluate(() => window.reports.map(report => `${report.rule} ${report.message}`));
}

async function picture(name) {
  const folder = process.env.UPDATE
    ? new URL('images/', PAGES)
    : new URL('../target/pictures/', import.meta.url);

  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: pathOf(new URL(`${name}.png`, folder)) });
}

function pageOf({ name, title, text }) {
  return `# ${name}: ${title}

${text}

## Incorrect

![incorrect](images/${name}-incorrect.png)

## Correct

![correct](images/${name}-correct.png)
`;
}

function listOf(rules) {
  const row = ({ name, title }) => `| [${name}](${name}.md) | ${title} |`;
  const table = part => `| rule | |\n| --- | --- |\n${part.map(row).join('\n')}\n`;

  return `# Rules

Part of the configurations \`plugin:bpmn-stages/errors\` and \`plugin:bpmn-stages/recommended\`: what the engine refuses.

${table(rules.filter(({ name }) => name.startsWith('stg-')))}
Part of \`plugin:bpmn-stages/recommended\` only: what the engine runs and an author will rarely want.

${table(rules.filter(({ name }) => !name.startsWith('stg-')))}`;
}
