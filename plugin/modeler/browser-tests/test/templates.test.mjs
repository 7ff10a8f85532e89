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
  });

  await t.test('should append a stage', async () => {
    await author.select('StartEvent_1');
    await author.append('append-task', 'Intake');
    await author.replaceWith('replace-with-expanded-subprocess');
    await chooseTemplate('Stage: requirements');
    await author.setId('intake');
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
    await labelled('Logic', '1 OR 2');
    await picture(page, '12-template-requirements');
  });

  await t.test('should hold a step', async () => {
    await author.selectIn('intake', 0);
    await author.append('append-task', 'Collect documents');
    await author.replaceWith('replace-with-user-task');
    await author.setId('collectDocuments');
    await author.append('end-event');
  });

  await t.test('should append a stage that completes with its steps', async () => {
    await author.select('intake');
    await author.append('append-task', 'Settlement');
    await author.replaceWith('replace-with-expanded-subprocess');
    await chooseTemplate('Stage: all steps');
    await author.setId('settlement');
    await labelled('Due in', 'PT4H');
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
    await dropBoundaryEvent('settlement');
    await author.replaceWith('replace-with-error-boundary');
    await chooseTemplate('Fault path');
    await author.setId('settlementFailed');
    await author.openGroup('error');
    await author.type('errorCodeVariable', 'settlementErrorCode');
    await author.append('end-event');
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

async function labelled(label, text) {
  const field = page.getByLabel(label, { exact: true });

  if (!await field.isVisible()) {
    for (const header of await page.locator(
      '.bio-properties-panel-group-header:not(.open) :text-matches("^Stage: ")').all()) {
      await header.click();
    }
  }

  await field.click();
  await field.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
  await author.settle();
}

/** Drags an intermediate event from the palette onto the lower border of a stage. */
async function dropBoundaryEvent(stage) {
  const { x, y, width, height } = await page
    .locator(`.djs-shape[data-element-id="${stage}"] > .djs-visual`).boundingBox();

  await page.locator('.djs-palette [data-action="create.intermediate-event"]').click();
  await page.mouse.move(x + width - 80, y + height - 40, { steps: 4 });
  await page.mouse.move(x + width - 60, y + height - 1, { steps: 4 });
  await page.mouse.click(x + width - 60, y + height - 1);
  await author.settle();
}
