import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { login, picture, startCockpit } from './support/cockpit.mjs';
import { completeTask, deploy, failExternalTask, rest, start, startOrder } from './support/engine.mjs';
import { stagesInARow } from './support/models.mjs';

const MODEL = {
  key: 'claims',
  name: 'Claims',
  stages: [
    { id: 'report', name: 'Report', task: '<userTask name="Fill in" />' },
    { id: 'review', name: 'Review', task: '<serviceTask name="Ask expert" camunda:type="external" camunda:topic="expert" />' },
    { id: 'payout', name: 'Payout', properties: { dueIn: 'PT0S' }, task: '<userTask name="Pay" />' }
  ]
};

let browser, cockpit, page, definition;

before(async () => {
  const first = await deploy('claims.bpmn', stagesInARow(MODEL));

  await start('claims', 'of-version-1');
  definition = await deploy('claims.bpmn', stagesInARow({ ...MODEL, name: 'Claims and complaints' }));
  assert.notEqual(first.id, definition.id);

  for (const businessKey of [ 'waiting-1', 'waiting-2' ]) {
    await start('claims', businessKey);
  }

  const failed = await start('claims', 'failed');

  await completeTask(failed);
  await failExternalTask(failed, 'The expert is ill');

  browser = await startCockpit();
  cockpit = await login(browser);
  ({ page } = cockpit);
});

after(() => browser?.close());

const moveTo = (toStageId, id) => rest('POST', `/orchestration-run/${id}/move`, { toStageId });

const number = (stage, status) =>
  page.locator(`.bpmn-stages-funnel tr[data-id="${stage}"] [data-status="${status}"].bpmn-stages-count`);

test('should show where the runs of a version are', async () => {
  // when
  await cockpit.openDefinition(definition.id);

  // then
  await number('review', 'ERROR').waitFor();
  assert.equal(await number('report', 'IN_PROGRESS').textContent(), '2');
  assert.equal(await number('report', 'COMPLETED').textContent(), '1');
  assert.equal(await number('review', 'ERROR').textContent(), '1');
  await page.locator('.bpmn-stages-visits').getByText('The expert is ill').waitFor();
  await cockpit.shouldBeInOrder();
});

test('should show where the runs of a sample are', async () => {
  // given
  await moveTo('picking', await startOrder('order-81'));
  await moveTo('picking', await startOrder('order-82'));
  await moveTo('recovery', await startOrder('order-83'));
  await startOrder('order-84');
  await failExternalTask(await startOrder('order-85'), 'Payment provider does not answer');

  // when
  await cockpit.openDefinition((await rest('GET', '/process-definition/key/order-fulfilment')).id);

  // then
  await number('picking', 'IN_PROGRESS').waitFor();
  await page.locator('.bpmn-stages-visits').getByText('Payment provider does not answer').first().waitFor();
  await page.locator('.ctn-content-top > .hide-collapsable').click();
  await page.waitForFunction(() => document.querySelector('.ctn-content-top').clientHeight < 60);
  await picture(page, 'definition');
  await cockpit.shouldBeInOrder();
});

test('should show the runs of all versions', async () => {
  // given
  await cockpit.openDefinition(definition.id);

  // when
  await page.getByLabel('Runs of').selectOption('all');

  // then
  await number('report', 'IN_PROGRESS').getByText('3').waitFor();
});

test('should lead from a number to the runs behind it', async () => {
  // given
  const overdue = await start('claims', 'overdue');

  await completeTask(overdue);
  await failExternalTask(overdue, 'The expert is on holiday');
  await cockpit.openDefinition(definition.id);

  // when
  await number('report', 'IN_PROGRESS').click();
  await page.getByRole('heading', { name: 'Stage “Report”: In Progress' }).waitFor();
  await number('review', 'ERROR').click();
  await page.getByRole('heading', { name: 'Stage “Review”: Error' }).waitFor();
  await cockpit.follow(page.locator('.bpmn-stages-visits').getByRole('row', { name: 'The expert is on holiday' }).getByRole('link'));

  // then
  await page.locator('.bpmn-stages-notice').getByText('The expert is on holiday').waitFor();
  assert.match(page.url(), new RegExp(`#/process-instance/${overdue}/`));
});

test('should show what is overdue', async () => {
  // given
  const late = await start('claims', 'late');

  await completeTask(late);
  await failExternalTask(late, 'too late');
  await cockpit.openRun(late);
  await page.locator('[data-action="move"]').click();
  await page.locator('dialog select').selectOption('payout');
  await page.locator('dialog').getByRole('button', { name: 'Move' }).click();
  await page.locator('.bpmn-stages-notice[data-kind="late"]').getByText('Stage “Payout” is overdue').waitFor();
  await cockpit.shouldBeInOrder();
  await cockpit.openDefinition(definition.id);

  // when
  await number('payout', 'OVERDUE').click();

  // then
  await page.getByRole('heading', { name: 'Stage “Payout”: Overdue' }).waitFor();
  await page.locator('.bpmn-stages-visits').getByRole('link', { name: late }).waitFor();
});
