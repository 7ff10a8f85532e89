import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { login, startCockpit } from './support/cockpit.mjs';
import { deploy, rest, start } from './support/engine.mjs';
import { stagesInARow } from './support/models.mjs';

const STAGES = 200;
const RUNS = 45;

let browser, cockpit, page, definition, run;

before(async () => {
  definition = await deploy('huge.bpmn', stagesInARow({
    key: 'huge',
    name: 'Huge',
    stages: Array.from({ length: STAGES }, (_, index) => ({
      id: `stage-${index + 1}`, name: `Number ${index + 1}`, task: index === STAGES - 1 ? '<userTask name="Last" />' : undefined
    }))
  }));
  run = await start('huge', 'huge-1');
  await deploy('many.bpmn', stagesInARow({
    key: 'many', name: 'Many', stages: [ { id: 'only', name: 'Only', task: '<userTask name="Wait" />' } ]
  }));

  for (let number = 1; number <= RUNS; number += 1) {
    await start('many', `many-${number}`);
  }

  browser = await startCockpit();
  cockpit = await login(browser);
  ({ page } = cockpit);
});

after(() => browser?.close());

const pager = part => page.locator(part).locator('.bpmn-stages-pager').last();

/** Whatever may be long is asked for page by page. */
function shouldHaveAskedForPages() {
  const lists = cockpit.asked().map(url => new URL(url))
    .filter(({ pathname }) => /(run|milestone|definition)$/.test(pathname));

  assert.ok(lists.length, 'no list was asked for');
  lists.forEach(({ href, searchParams }) => {
    const maxResults = Number(searchParams.get('maxResults'));

    assert.ok(maxResults > 0 && maxResults <= 20, href);
  });
}

test('should show a run of 200 stages', async () => {
  // when
  await cockpit.openRun(run);

  // then
  await page.locator('.bpmn-stages-runs').getByText(`1–10 of ${STAGES}`).waitFor();
  assert.equal(await page.locator('.bpmn-stages-stage-run').count(), 10);
  assert.equal(await page.locator('.bpmn-stages-timeline li').count(), 20);
  assert.equal(await page.locator('.bpmn-stages-badge').count(), STAGES);
  shouldHaveAskedForPages();
  await cockpit.shouldBeInOrder();

  // and when
  await page.locator('.bpmn-stages-runs > .bpmn-stages-paged > .bpmn-stages-pager').getByRole('button', { name: 'Next' }).click();

  // then
  await page.locator('.bpmn-stages-runs').getByText(`11–20 of ${STAGES}`).waitFor();
  assert.equal(await page.locator('.bpmn-stages-stage-run').count(), 10);
  shouldHaveAskedForPages();
});

test('should show the visits to the stage that was chosen in the strip', async () => {
  // given
  await cockpit.openRun(run);

  // when
  await page.locator('stage-strip').getByText('Number 199', { exact: true }).click();

  // then
  await page.locator('.bpmn-stages-stage-run[data-id]', { hasText: 'Number 199' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('.bpmn-stages-stage-run').length === 1);

  // and when
  await page.getByRole('button', { name: 'Show all stages' }).click();

  // then
  await page.locator('.bpmn-stages-runs').getByText(`1–10 of ${STAGES}`).waitFor();
});

test('should show a definition of 200 stages', async () => {
  // when
  await cockpit.openDefinition(definition.id);

  // then
  await page.locator('.bpmn-stages-funnel tr[data-id="stage-200"]').waitFor();
  await cockpit.shouldBeInOrder();
});

test('should page through the runs of a definition', async () => {
  // given
  const [ { id } ] = await rest('GET', '/process-definition?key=many');

  await cockpit.openDefinition(id);
  cockpit.asked();

  // when
  await page.locator('[data-status="IN_PROGRESS"].bpmn-stages-count').click();

  // then
  await pager('.bpmn-stages-visits').getByText(`1–10 of ${RUNS}`).waitFor();
  assert.equal(await page.locator('.bpmn-stages-visits tbody tr').count(), 10);
  shouldHaveAskedForPages();
});

test('should page through all runs', async () => {
  // given
  await cockpit.open('#/stages/runs?processDefinitionKey=many');
  await pager('.bpmn-stages').getByText(`1–20 of ${RUNS}`).waitFor();

  // when
  await page.getByRole('button', { name: 'Next' }).click();
  await pager('.bpmn-stages').getByText(`21–40 of ${RUNS}`).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();

  // then
  await pager('.bpmn-stages').getByText(`41–45 of ${RUNS}`).waitFor();
  assert.equal(await page.locator('.bpmn-stages tbody tr').count(), 5);
  assert.ok(await page.getByRole('button', { name: 'Next' }).isDisabled());
  shouldHaveAskedForPages();
});
