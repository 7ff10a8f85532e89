import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { login, picture, startCockpit } from './support/cockpit.mjs';
import { ADDRESS, createUser, failExternalTask, rest, runOf, startOrder } from './support/engine.mjs';

const PROCESS_DEFINITION = 6;

const RUNS = '/camunda/api/cockpit/plugin/bpmn-stages/default/orchestration-run';

let browser, order, onboarding;

before(async () => {
  await createUser('reader', [ [ PROCESS_DEFINITION, 'order-fulfilment', 'READ', 'READ_INSTANCE', 'READ_HISTORY' ] ]);
  await createUser('stranger', []);
  order = await startOrder('order-of-reader');
  await failExternalTask(order, 'The provider does not answer');
  onboarding = (await rest('POST', '/process-definition/key/employee-onboarding/start',
    { variables: { employee: { value: 'Ada' }, trainings: { value: 2 } } })).id;
  browser = await startCockpit();
});

after(() => browser?.close());

/** As a page of Cockpit would send it. */
const move = (page, id, withToken) => page.evaluate(async ([ url, sendToken ]) => {
  const token = document.cookie.match(/XSRF-TOKEN=([^;]*)/)[1];
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...sendToken ? { 'X-XSRF-TOKEN': token } : {} },
    body: JSON.stringify({ toStageId: 'picking' })
  });

  return answer.status;
}, [ `${RUNS}/${id}/move`, withToken ]);

test('should show what one may see, and offer nothing that one may not do', async () => {
  // given
  const { page, openRun, shouldBeInOrder } = await login(browser, 'reader');

  // when
  await openRun(order);

  // then
  await page.locator('.bpmn-stages-notice').getByText('The provider does not answer').waitFor();
  await page.getByText('You may not retry or move it. Tell somebody who may.').waitFor();
  await page.locator('.bpmn-stages-timeline li').first().waitFor();
  assert.deepEqual(await page.locator('.bpmn-stages-actions button').count(), 0);
  await picture(page, 'without-permission');
  await shouldBeInOrder();
});

test('should refuse what one may not do, whoever asks', async () => {
  // given
  const { page } = await login(browser, 'reader');

  // then
  assert.equal(await move(page, order, true), 403);
  assert.equal((await runOf(order)).currentStageId, 'payment');
});

test('should refuse a request that another site could have sent', async () => {
  // given
  const { page } = await login(browser, 'demo');

  // then
  assert.equal(await move(page, order, false), 403);
  assert.equal((await runOf(order)).currentStageId, 'payment');
});

test('should know who one is before it answers', async () => {
  assert.equal((await fetch(`${ADDRESS}${RUNS}`)).status, 401);
});

test('should show nothing that one may not see', async () => {
  // given
  const reader = await login(browser, 'reader');

  // when
  await reader.open(`#/stages/run/${onboarding}`);

  // then
  await reader.page.getByText('or you may not see what it has done').waitFor();

  // and when
  await reader.open('#/stages');

  // then
  await reader.page.locator('tr[data-id="order-fulfilment"] td').first().waitFor();
  assert.equal(await reader.page.locator('.bpmn-stages tbody tr').count(), 1);
});

test('should say that there is nothing to see', async () => {
  // given
  const stranger = await login(browser, 'stranger');

  // when
  await stranger.open('#/stages');

  // then
  await stranger.page.getByText('No process with stages is deployed, or you may not see any.').waitFor();
  await stranger.shouldBeInOrder();

  // and when
  await stranger.open('#/stages/runs');

  // then
  await stranger.page.getByText('There are no such runs, or you may not see them.').waitFor();
});
