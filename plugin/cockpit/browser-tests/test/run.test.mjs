import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { violationsOn } from 'bpmn-stages-cockpit-testing';

import { login, picture, startCockpit } from './support/cockpit.mjs';
import { deploy, failExternalTask, rest, runOf, start, startOrder } from './support/engine.mjs';
import { answer, stagesInARow } from './support/models.mjs';

let browser, cockpit, page;

before(async () => {
  browser = await startCockpit();
  cockpit = await login(browser);
  ({ page } = cockpit);
});

after(() => browser?.close());

const dialog = () => page.locator('dialog.bpmn-stages-dialog');

const action = name => page.locator(`[data-action="${name}"]`);

const said = () => page.locator('.bpmn-stages-said');

async function failedOrder(businessKey) {
  const order = await startOrder(businessKey);

  await failExternalTask(order, 'Payment provider does not answer');

  return order;
}

test('should say what is wrong with a run and what to do', async () => {
  // given
  const order = await failedOrder('order-4711');

  // when
  await cockpit.openRun(order);

  // then
  const notice = page.locator('.bpmn-stages-notice[data-kind="failure"]');

  await notice.getByText('Step “Authorize payment” in stage “Payment”: Payment provider does not answer').waitFor();
  await page.locator('stage-strip').getByText('Picking').first().waitFor();
  await page.locator('.bpmn-stages-table').getByText('Payment provider does not answer').waitFor();
  await page.locator('.bpmn-stages-timeline [data-kind="FAIL_RUN"]').waitFor();
  await page.locator('.bpmn-stages-badge[data-stage="payment"]', { hasText: 'Error' }).waitFor();
  assert.equal(await page.locator('.bpmn-stages-badge').count(), 1);
  await picture(page, 'failed-run');
  await cockpit.shouldBeInOrder();
  assert.deepEqual(await violationsOn(page, '.bpmn-stages-badge'), []);
});

test('should ask, and do nothing if one does not want to', async () => {
  // given
  const order = await failedOrder('order-4712');

  await cockpit.openRun(order);

  // when
  await action('retry').click();
  await dialog().getByText('External task of “Authorize payment”: Payment provider does not answer').waitFor();
  await picture(page, 'retry');
  await cockpit.shouldBeInOrder();
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await dialog().waitFor({ state: 'detached' });

  // then
  assert.equal((await runOf(order)).status, 'ERROR');
});

test('should retry what failed', async () => {
  // given
  const order = await failedOrder('order-4713');

  await cockpit.openRun(order);

  // when
  await action('retry').click();
  await dialog().getByRole('button', { name: 'Retry what failed' }).click();

  // then
  await said().getByText('One retry is under way').waitFor();
  assert.equal((await runOf(order)).status, 'IN_PROGRESS');
  await page.locator('.bpmn-stages-badge[data-stage="payment"]', { hasText: 'In Progress' }).waitFor();
});

test('should retry what failed in a process that a step has called', async () => {
  // given
  const onboarding = await start('employee-onboarding', 'Ada', { employee: 'Ada', trainings: 2 });
  const [ { id: workplace } ] = await rest('GET', `/process-instance?superProcessInstance=${onboarding}`);

  await failExternalTask(workplace, 'No laptop left');
  await cockpit.openRun(onboarding);

  // when
  await action('retry').click();
  await dialog().getByText('External task of “installLaptop”: No laptop left').waitFor();
  await dialog().getByRole('button', { name: 'Retry what failed' }).click();

  // then
  await said().getByText('One retry is under way').waitFor();
  assert.equal((await runOf(workplace)).status, 'IN_PROGRESS');
});

test('should lead to the process that a step has called', async () => {
  // given
  const onboarding = await start('employee-onboarding', 'Grace', { employee: 'Grace', trainings: 2 });
  const [ { id: workplace } ] = await rest('GET', `/process-instance?superProcessInstance=${onboarding}`);

  await cockpit.openRun(onboarding);

  // when
  await cockpit.follow(page.locator('.bpmn-stages').getByRole('link', { name: 'Called process' }));

  // then
  await page.getByText('Workplace setup').first().waitFor();
  assert.match(page.url(), new RegExp(`#/stages/run/${workplace}(\\?|$)`));
});

test('should move a run to another stage', async () => {
  // given
  const order = await failedOrder('order-4715');

  await cockpit.openRun(order);

  // when
  await action('move').click();
  await dialog().locator('select').selectOption('invoicing');
  await picture(page, 'move');
  await dialog().getByRole('button', { name: 'Move' }).click();

  // then
  await said().getByText('has been moved to stage “Invoicing”').waitFor();
  assert.equal((await rest('GET', `/stage-run?processInstanceId=${order}&stageId=payment`))[0].status, 'CANCELED');
});

test('should say why it was not done', async () => {
  // given
  const order = await failedOrder('order-4716');

  await cockpit.openRun(order);
  await action('move').waitFor();
  await rest('DELETE', `/process-instance/${order}`);

  // when
  await action('move').click();
  await dialog().locator('select').selectOption('picking');
  await dialog().getByRole('button', { name: 'Move' }).click();

  // then
  await said().getByText(/^Not done: .+/).waitFor();
  await cockpit.shouldBeInOrder();
});

test('should evaluate an exit condition', async () => {
  // given
  const incident = await start('incident-response', 'INC-18', { service: 'Checkout' });

  await rest('POST', `/orchestration-run/${incident}/move`, { toStageId: 'mitigation' });
  await cockpit.openRun(incident);

  // when
  await action('evaluate').click();
  await dialog().getByRole('button', { name: 'Evaluate now' }).click();

  // then
  await said().getByText('is not met: stage “Mitigation” stays in progress').waitFor();
});

test('should say that nothing happens in a suspended run', async () => {
  // given
  const order = await startOrder('order-4717');

  await rest('PUT', `/process-instance/${order}/suspended`, { suspended: true });

  // when
  await cockpit.openRun(order);

  // then
  await page.getByText('This run is suspended').waitFor();
  await page.locator('.bpmn-stages-badge', { hasText: 'Suspended' }).waitFor();
  assert.equal(await action('move').count(), 0);
  await cockpit.shouldBeInOrder();
});

test('should say what a run waits for', async () => {
  // given
  await deploy('is-ready.bpmn', answer('is-ready', 'false'));
  await deploy('launch.bpmn', stagesInARow({
    key: 'launch',
    name: 'Launch',
    stages: [
      { id: 'check', name: 'Check', properties: { exitCondition: 'evaluationFlow', evaluationFlow: 'is-ready' } },
      { id: 'launch-it', name: 'Launch', task: '<userTask name="Press the button" />' }
    ]
  }));

  const launch = await start('launch', 'launch-1');

  await cockpit.openRun(launch);
  await page.getByText('Stage “Check” has done all its steps and waits for its exit condition').waitFor();
  await page.getByText('It asks the process “is-ready”.').waitFor();
  await cockpit.shouldBeInOrder();

  // when
  await deploy('is-ready.bpmn', answer('is-ready', 'true'));
  await action('evaluate').click();
  await dialog().getByRole('button', { name: 'Evaluate now' }).click();

  // then
  await said().getByText('The exit condition was met: stage “Check” has completed.').waitFor();
  await page.locator('.bpmn-stages-badge[data-stage="launch-it"]', { hasText: 'In Progress' }).waitFor();
});

test('should look again at an exit condition that has failed', async () => {
  // given
  await deploy('approval.bpmn', stagesInARow({
    key: 'approval',
    name: 'Approval',
    stages: [
      { id: 'ask', name: 'Ask', properties: { exitCondition: 'requirements', 'requirement.1': '${word.length() > 1}' } },
      { id: 'act', name: 'Act', task: '<userTask name="Act" />' }
    ]
  }));

  const approval = await start('approval', 'approval-1');
  const suspend = suspended => rest('PUT', `/process-instance/${approval}/suspended`, { suspended });
  const write = value => rest('PUT', `/process-instance/${approval}/variables/word`, { value });

  await suspend(true);
  await write(5);
  await suspend(false);
  await cockpit.openRun(approval);
  await page.locator('.bpmn-stages-notice[data-kind="failure"]').waitFor();
  await write('yes');

  // when
  await action('retry').click();
  await dialog().getByText('Exit condition of “Ask”').waitFor();
  await dialog().getByRole('button', { name: 'Retry what failed' }).click();

  // then
  await said().getByText('One retry is under way').waitFor();
  await page.locator('.bpmn-stages-badge[data-stage="act"]', { hasText: 'In Progress' }).waitFor();
});

test('should show a run that has ended, and restart it', async () => {
  // given
  const order = await startOrder('order-4718');

  await rest('DELETE', `/process-instance/${order}`);
  await cockpit.open(`#/stages/run/${order}`);
  await page.getByRole('heading', { name: 'order-4718' }).waitFor();
  await page.locator('.bpmn-stages-timeline [data-kind="CANCEL_RUN"]').waitFor();
  await cockpit.shouldBeInOrder();

  // when
  await action('restart').click();
  await dialog().locator('select').selectOption('picking');
  await dialog().getByRole('button', { name: 'Restart' }).click();
  await cockpit.follow(page.getByRole('link', { name: 'Open the new run' }));

  // then
  await page.locator('.bpmn-stages-badge[data-stage="picking"]', { hasText: 'In Progress' }).waitFor();
  assert.doesNotMatch(page.url(), new RegExp(order));
});

test('should say that a process has no stages', async () => {
  // given
  const [ plain ] = await rest('GET', '/process-definition?key=loan-documents-complete');

  // when
  await cockpit.openDefinition(plain.id);

  // then
  await page.getByText('This process has no stages').waitFor();
  await cockpit.shouldBeInOrder();
});
