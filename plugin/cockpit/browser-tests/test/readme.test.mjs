import { after, before, test } from 'node:test';

import { login, picture, startCockpit } from './support/cockpit.mjs';
import { completeTask, deploy, start } from './support/engine.mjs';
import { readModel } from './support/models.mjs';

let browser;

before(async () => {
  await deploy('vacation-request.bpmn', readModel('docs/examples/vacation-request.bpmn'));
  browser = await startCockpit();
});

after(() => browser?.close());

test('should show the example of the README with one stage done and one in progress', async () => {
  // given
  const request = await start('vacation-request', 'V-1');

  await completeTask(request);

  const { page, openRun, shouldBeInOrder } = await login(browser, 'demo', { height: 900 });

  // when
  await openRun(request);

  // then
  await page.locator('.bpmn-stages-badge', { hasText: 'Completed' }).waitFor();
  await page.locator('.bpmn-stages-badge', { hasText: 'In Progress' }).waitFor();
  await page.locator('.bpmn-stages-timeline li').first().waitFor();
  await picture(page, 'stages');
  await shouldBeInOrder();
});
