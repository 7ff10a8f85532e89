import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { login, picture, startCockpit } from './support/cockpit.mjs';
import { deploy, endExternalTask, failExternalTask, rest, start, startOrder } from './support/engine.mjs';
import { stagesInARow } from './support/models.mjs';

let browser, cockpit, page;

before(async () => {
  await deploy('moving-house.bpmn', stagesInARow({
    key: 'moving-house',
    name: 'Moving house',
    stages: [ { id: 'pack', name: 'Pack', task: '<serviceTask name="Order boxes" camunda:type="external" camunda:topic="boxes" />' } ]
  }));

  await start('moving-house', 'flat-1');
  await start('moving-house', 'flat-2');
  await failExternalTask(await start('moving-house', 'flat-3'), 'No boxes left');
  await rest('DELETE', `/process-instance/${await start('moving-house', 'flat-4')}`);

  browser = await startCockpit();
  cockpit = await login(browser);
  ({ page } = cockpit);
});

after(() => browser?.close());

const row = () => page.locator('tr[data-id="moving-house"]');

test('should show how the orchestrations fare', async () => {
  // when
  await page.locator('a[href="#/stages"]').click();

  // then
  await row().getByText('0%').waitFor();
  assert.deepEqual(await row().locator('td').allTextContents(), [ '2', '1', '0', '0', '0%', '–' ]);
  await cockpit.shouldBeInOrder();
});

test('should tell runs that wait for somebody from runs that are over', async () => {
  // given
  const [ done, over, canceled, failed ] = await Promise.all([ 1, 2, 3, 4, 5, 6 ].map(number => startOrder(`order-9${number}`)));

  await start('employee-onboarding', 'Ada', { employee: 'Ada', trainings: 2 });
  await start('incident-response', 'INC-1', { service: 'Checkout' });
  await rest('POST', `/orchestration-run/${done}/move`, { toStageId: 'invoicing' });
  await rest('DELETE', `/process-instance/${canceled}`);
  await failExternalTask(failed, 'Payment provider does not answer');
  await rest('POST', `/orchestration-run/${over}/move`, { toStageId: 'recovery' });
  await endExternalTask(over, 'NOT_INSURED');

  // when
  await cockpit.open('#/stages?stuckFor=PT8H');

  // then
  const order = page.locator('tr[data-id="order-fulfilment"]');

  await order.locator('[data-alarm="failed"]').waitFor();
  assert.deepEqual(await order.locator('td').allTextContents().then(texts => texts.slice(0, 5)), [ '2', '1', '0', '1', '33%' ]);
  await page.setViewportSize({ width: 1500, height: 600 });
  await picture(page, 'dashboard');
  await cockpit.shouldBeInOrder();
});

test('should find an orchestration by its name', async () => {
  // given
  await cockpit.open('#/stages');

  // when
  await page.getByLabel('Name').fill('oving');
  await page.getByRole('button', { name: 'Search' }).click();

  // then
  await page.waitForFunction(() => document.querySelectorAll('.bpmn-stages tbody tr').length === 1);
  await row().waitFor();

  // and when
  await page.getByLabel('Name').fill('no such name');
  await page.getByRole('button', { name: 'Search' }).click();

  // then
  await page.getByText('No orchestration has such a name').waitFor();
  await cockpit.shouldBeInOrder();
});

test('should lead to the runs that have failed', async () => {
  // given
  await cockpit.open('#/stages?name=Moving');

  // when
  await row().locator('[data-alarm="failed"] a').click();

  // then
  await page.getByRole('link', { name: 'flat-3' }).waitFor();
  assert.equal(await page.locator('.bpmn-stages tbody tr').count(), 1);
  await picture(page, 'runs');
  await cockpit.shouldBeInOrder();

  // and when
  await cockpit.follow(page.getByRole('link', { name: 'flat-3' }));

  // then
  await page.locator('.bpmn-stages-notice').getByText('No boxes left').waitFor();
});

test('should count what is stuck for longer than the chosen time', async () => {
  // given
  await page.waitForTimeout(1100);

  // when
  await cockpit.open('#/stages?name=Moving&stuckFor=PT1S');

  // then
  await row().locator('[data-alarm="stuck"]').getByText('2').waitFor();

  // and when
  await row().locator('[data-alarm="stuck"] a').click();

  // then
  await page.getByRole('link', { name: 'flat-1' }).waitFor();
  assert.equal(await page.locator('.bpmn-stages tbody tr').count(), 2);
});

test('should find runs by business key and status', async () => {
  // given
  await cockpit.open('#/stages/runs?processDefinitionKey=moving-house');

  // when
  await page.getByLabel('Business key contains').fill('at-4');
  await page.getByLabel('Status').selectOption('CANCELED');

  // then
  await page.waitForFunction(() => document.querySelectorAll('.bpmn-stages tbody tr').length === 1);
  assert.match(page.url(), /businessKey=at-4/);

  // and when
  await cockpit.follow(page.getByRole('link', { name: 'flat-4' }));

  // then
  await page.getByRole('heading', { name: 'flat-4' }).waitFor();
});
