import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { login, startCockpit } from './support/cockpit.mjs';
import { deploy, failExternalTask, rest, start } from './support/engine.mjs';
import { stagesInARow } from './support/models.mjs';

const IMAGE = '<img src=x onerror="window.hacked=1">';
const SCRIPT = '"\'></textarea><script>window.hacked=1</script>';
const TEMPLATE = '{{constructor.constructor(\'window.hacked=1\')()}}';
const LINK = 'javascript:window.hacked=1//';

let browser, cockpit, page, definition, run;

before(async () => {
  definition = await deploy('hostile.bpmn', stagesInARow({
    key: 'hostile',
    name: IMAGE,
    stages: [
      { id: 'first', name: TEMPLATE, task: `<userTask name="&lt;b&gt;bold&lt;/b&gt;" camunda:assignee="${LINK}" />` },
      { id: 'second', name: SCRIPT, task: '<serviceTask name="&lt;i onmouseover=hacked()&gt;" camunda:type="external" camunda:topic="hostile" />' }
    ]
  }));
  run = await start('hostile', IMAGE);
  await rest('POST', `/task/${(await rest('GET', `/task?processInstanceId=${run}`))[0].id}/complete`, {});
  await failExternalTask(run, SCRIPT);

  browser = await startCockpit();
  cockpit = await login(browser);
  ({ page } = cockpit);
});

after(() => browser?.close());

async function shouldShow(...texts) {
  for (const text of texts) {
    await page.locator('.bpmn-stages').getByText(text).first().waitFor();
  }

  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator('.bpmn-stages :is(img, script, b, i)').count(), 0);
  await cockpit.shouldBeInOrder();
}

test('should take names for text in the view of a run', async () => {
  await cockpit.openRun(run);
  await shouldShow(TEMPLATE, SCRIPT, '<i onmouseover=hacked()>');
  await page.locator('details', { hasText: TEMPLATE }).locator('summary').click();
  await shouldShow(LINK, '<b>bold</b>');
});

test('should take names for text in a dialog', async () => {
  await cockpit.openRun(run);
  await page.locator('[data-action="retry"]').click();
  await page.locator('dialog').getByText(SCRIPT).waitFor();
  await shouldShow();
  await page.locator('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.locator('[data-action="move"]').click();
  assert.match(await page.locator('dialog select').textContent(), /constructor\.constructor/);
  await shouldShow();
});

test('should take names for text on the page of a run', async () => {
  await cockpit.open(`#/stages/run/${run}`);
  await page.getByRole('heading', { name: IMAGE }).waitFor();
  await shouldShow(IMAGE);
});

test('should take names for text in the view of a definition', async () => {
  await cockpit.openDefinition(definition.id);
  await shouldShow(TEMPLATE, SCRIPT);
});

test('should take names for text on the dashboard and in the list of runs', async () => {
  await cockpit.open('#/stages');
  await shouldShow(IMAGE);
  await cockpit.open(`#/stages/runs?businessKey=${encodeURIComponent(IMAGE)}`);
  await shouldShow(IMAGE);
  await cockpit.open(`#/stages/run/${encodeURIComponent(IMAGE)}`);
  await page.getByText('This process has no stages').waitFor();
  await shouldShow();
});
