/**
 * From an empty diagram to an orchestration with the plugin's context pad, replace menu and
 * properties panel. What comes out is the file that the Java tests deploy and run.
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
  ({ page, failures } = await browser.open({ xml: EMPTY }));
  author = new Author(page);
});

after(() => browser.stop());

test('modelling with the plugin', async t => {

  await t.test('should name the process', async () => {
    await author.openGroup('general');
    await author.type('id', 'order');
    await author.type('name', 'Order');
    await picture(page, '01-empty-diagram');
  });

  await t.test('should make a stage of a task', async () => {
    await author.select('StartEvent_1');
    await author.append('append-task', 'Review');
    await author.pad('replace');
    await picture(page, '02-replace-menu');
    await page.locator('.djs-popup .entry[data-id="stages-make-stage"]').click();
    await author.setId('review');
    await author.assertProblem('STG-012');
    await picture(page, '03-first-stage');
  });

  await t.test('should clear the problem with a step', async () => {
    await author.selectIn('review', 0);
    await author.append('append-task', 'Check order');
    await author.replaceWith('replace-with-user-task');
    await author.setId('checkOrder');
    await author.append('end-event');
    await author.assertNoProblem('STG-012');
    await picture(page, '04-first-step');
  });

  await t.test('should show only the fields that apply', async () => {
    await author.select('review');
    assert.equal(await author.field('stages-requirementLogic').count(), 0);

    await author.choose('stages-exitCondition', 'requirements');
    assert.equal(await author.field('stages-requirementLogic').count(), 1);
    assert.equal(await author.field('stages-evaluationFlow').count(), 0);
  });

  await t.test('should show what is wrong at the field, and take it away again', async () => {
    assert.match(await author.errorAt('stages-requirements-error'), /^STG-005/);

    await addRequirement();
    await author.type('stages-requirement-1', 'approved');
    await author.assertProblem('STG-010');
    assert.match(await author.errorAt('stages-requirement-1'), /^STG-010.*holds no/);
    await picture(page, '05-problem');

    await author.type('stages-requirement-1', '${approved}');
    await author.assertNoProblem('STG-');
    await picture(page, '06-requirement');
  });

  await t.test('should combine requirements with a formula', async () => {
    await addRequirement();
    await author.type('stages-requirement-2', '${rush == true}');
    await author.type('stages-requirementLogic', '1 OR 2');
    await author.type('stages-dueIn', 'P2D');
    await author.type('stages-statusVariable', 'reviewStatus');
    await author.assertNoProblem('STG-');
  });

  await t.test('should number the next stage', async () => {
    await author.select('review');
    await author.append('append-task', 'Payment');
    await author.replaceWith('stages-make-stage');
    await author.setId('payment');
    await author.selectIn('payment', 0);
    await author.append('append-task', 'Collect money');
    await author.replaceWith('replace-with-service-task');
    await author.setId('collectMoney');
    await author.openGroup('CamundaPlatform__Implementation');
    await author.choose('implementationType', 'expression');
    await author.type('expression', '${payment.collect(execution)}');
    await author.append('end-event');
    await author.select('payment');
    await author.append('end-event');

    assert.deepEqual(await page.locator('.stages-chevron text').allTextContents(), [ '1', '2' ]);
  });

  await t.test('should offer the outputs of stages and steps', async () => {
    await author.select('payment');
    await author.choose('stages-exitCondition', 'requirements');
    await addRequirement();

    const offered = await author.field('stages-requirement-1-output')
      .locator('option').allTextContents();

    assert.ok(offered.includes('stages.review.status'));
    assert.ok(offered.includes('steps.checkOrder.endTime'));
    assert.ok(offered.includes('run.status'));

    await author.choose('stages-requirement-1-output', 'steps.collectMoney.status');
    assert.equal(
      await author.field('stages-requirement-1').inputValue(), '${steps.collectMoney.status}');

    await author.type('stages-requirement-1', "${steps.collectMoney.status == 'COMPLETED'}");
    await author.assertNoProblem('STG-');
    await picture(page, '07-outputs');
  });

  await t.test('should add a fault path', async () => {
    await author.select('payment');
    await author.pad('stages-add-fault-path');
    await author.setId('paymentFailed');
    await author.type('name', 'Payment failed');
    await author.openGroup('error');
    await author.type('errorCodeVariable', 'paymentErrorCode');
    await author.type('errorMessageVariable', 'paymentErrorMessage');
    await picture(page, '08-fault-path');
  });

  await t.test('should write what the engine reads', async () => {
    assert.deepEqual(failures, []);
    await holdTo('made-with-plugin.bpmn', await author.save());
  });

  await t.test('should take everything back, and do it again', async () => {
    const done = await author.save();

    await author.clickCanvas();
    await pressWhile('canUndo', 'Control+Z');
    assert.doesNotMatch(await author.save(), /stage\.|subProcess|boundaryEvent/);
    assert.equal(await page.locator('.stages-chevron').count(), 0);

    await pressWhile('canRedo', 'Control+Shift+Z');
    assert.equal(await author.save(), done);
    assert.equal(await page.locator('.stages-chevron').count(), 2);
    assert.deepEqual(failures, []);
  });
});

async function addRequirement() {
  await page.locator('[data-entry-id="stages-requirements"] .bio-properties-panel-add-entry').click();
  await author.settle();
}

async function pressWhile(can, key) {
  while (await page.evaluate(name => window.modeler.get('commandStack')[name](), can)) {
    await author.key(key);
  }
}
