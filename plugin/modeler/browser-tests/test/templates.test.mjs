/**
 * From an empty diagram to an orchestration with the element templates alone: no plugin installed.
 */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';

import { Author } from './author.mjs';
import { EMPTY, startBrowser } from './browser.mjs';
import { holdTo } from './models.mjs';
import { picture } from './pictures.mjs';

let browser, page, failures, author;

before(async () => {
  browser = await startBrowser();
  ({ page, failures } = await browser.open({ xml: EMPTY, plugin: false, templates: true }));
  author = new Author(page);
});

after(() => browser.stop());

test('modelling with element templates', async t => {

  await t.test('should name the process', async () => {
    await author.openGroup('general');
    await author.type('id', 'claim');
    await author.type('name', 'Claim');
    await author.scroll(400);
  });

  await t.test('should append a stage', async () => {
    await drop('subprocess-expanded', beside('StartEvent_1', 260), 'Intake');
    await chooseTemplate('Stage: requirements');
    await author.setId('intake');
    await author.connect('StartEvent_1', 'intake');
    await author.select('intake');
    await picture(page, '11-template');
  });

  await t.test('should refuse what is no expression', async () => {
    await requirement(1, 'complete');
    assert.match(await page.locator('.bio-properties-panel-error').first().textContent(), /expression/);

    await requirement(1, '${complete}');
    assert.equal(await page.locator('.bio-properties-panel-error').count(), 0);
  });

  await t.test('should leave fields empty', async () => {
    await requirement(2, '${urgent == true}');
    await picture(page, '12-template-requirements');
    await labelled('Logic', '1 OR 2');
  });

  await t.test('should hold a step', async () => {
    await author.selectIn('intake', 0);
    await author.append('append-task', 'Collect documents');
    await author.replaceWith('replace-with-user-task');
    await author.setId('collectDocuments');
    await author.append('end-event');
  });

  await t.test('should append a stage that completes with its steps', async () => {
    await drop('subprocess-expanded', beside('intake', 420), 'Settlement');
    await chooseTemplate('Stage: all steps');
    await author.setId('settlement');
    await labelled('Due in', 'PT4H');
    await author.connect('intake', 'settlement');
    await author.selectIn('settlement', 0);
    await author.append('append-task', 'Pay out');
    await author.replaceWith('replace-with-service-task');
    await author.setId('payOut');
    await author.openGroup('CamundaPlatform__Implementation');
    await author.choose('implementationType', 'expression');
    await author.type('expression', '${payment.collect(execution)}');
    await author.append('end-event');
    await author.select('settlement');
    await author.append('end-event');
  });

  await t.test('should draw a fault path', async () => {
    await drop('intermediate-event', onLowerBorder('settlement'));
    await author.replaceWith('replace-with-error-boundary');
    await chooseTemplate('Fault path');
    await author.setId('settlementFailed');
    await author.openGroup('error');
    await author.type('errorCodeVariable', 'settlementErrorCode');
    await author.append('end-event');
    await author.select('settlementFailed');
    await author.settle();
    await picture(page, '13-template-fault-path');
  });

  await t.test('should write what the engine reads', async () => {
    assert.deepEqual(failures, []);
    await holdTo('made-with-templates.bpmn', await author.save());
  });
});

async function chooseTemplate(name) {
  await page.locator('.bio-properties-panel-select-template-button').click();
  await page.locator('.djs-popup .entry', { hasText: name }).first().click();
  await author.settle();
}

async function requirement(number, text) {
  await labelled(`Requirement ${number}`, text);
}

/** Types into a field of the template. */
async function labelled(label, text) {
  await author.openGroup(`ElementTemplates__CustomProperties-${label === 'Due in' ? 'tracking' : 'exit'}`);

  const field = page.getByLabel(label, { exact: true });

  await field.click();
  await field.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
  await author.settle();
}

/** Takes a new element from the palette to a place. */
async function drop(action, place, name) {
  const { x, y } = await place;

  await page.locator(`.djs-palette [data-action="create.${action}"]`).click();
  await page.mouse.move(x - 30, y - 30, { steps: 4 });
  await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.click(x, y);

  if (name) {
    await page.locator('.djs-direct-editing-content').waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  }

  await author.settle();
}

async function beside(id, distance) {
  const { x, y, width, height } = await author.boundsOf(id);

  return { x: x + width / 2 + distance, y: y + height / 2 };
}

async function onLowerBorder(id) {
  const { x, y, width, height } = await author.boundsOf(id);

  return { x: x + width - 60, y: y + height };
}
