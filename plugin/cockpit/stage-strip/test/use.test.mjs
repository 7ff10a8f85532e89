/** Keyboard, selection, loading: how a strip is used, by people and by pages. */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';

import { violationsOn } from 'bpmn-stages-cockpit-testing';

import { EVERY_STATE, FAULT_PATHS, many, open, overviewOf } from './overviews.mjs';
import { NOW, startBrowser } from './page.mjs';

let browser;

before(async () => {
  browser = await startBrowser();
});

after(() => browser.stop());

async function use(options, body) {
  const opened = await browser.open(options);

  try {
    await opened.page.evaluate(() => {
      window.selections = [];
      document.addEventListener('stage-selected', ({ detail }) => window.selections.push(detail));
    });
    await body(opened);
    assert.deepEqual(opened.failures, []);
  } finally {
    await opened.page.close();
  }
}

const focused = strip => strip.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.dataset.stageId ?? null);
const selections = page => page.evaluate(() => window.selections);

async function press(page, strip, ...keys) {
  for (const key of keys) {
    await page.keyboard.press(key);
  }

  return focused(strip);
}

test('should be one stop for the tabulator, at the stage in progress', () => use({ overview: FAULT_PATHS }, async ({ page, strip, stages }) => {
  assert.equal(await press(page, strip, 'Tab'), 'shipping');
  assert.equal(await press(page, strip, 'Tab'), null);
  assert.equal(await stages.and(page.locator('[tabindex="0"]')).count(), 1);
}));

test('should go from stage to stage with the keyboard, through branches too', () => use({ overview: FAULT_PATHS }, async ({ page, strip }) => {
  await press(page, strip, 'Tab');

  assert.equal(await press(page, strip, 'ArrowRight'), 'invoicing');
  assert.equal(await press(page, strip, 'ArrowDown'), 'recovery');
  assert.equal(await press(page, strip, 'ArrowRight'), 'recovery');
  assert.equal(await press(page, strip, 'Home'), 'payment');
  assert.equal(await press(page, strip, 'ArrowLeft'), 'payment');
  assert.equal(await press(page, strip, 'ArrowRight', 'ArrowRight'), 'substitution');
  assert.equal(await press(page, strip, 'ArrowUp'), 'picking');
  assert.equal(await press(page, strip, 'End'), 'recovery');
  assert.equal(await press(page, strip, 'r'), 'reorder');
  assert.equal(await press(page, strip, 'r'), 'recovery');
  assert.equal(await press(page, strip, 'z'), 'recovery');
  assert.deepEqual(await selections(page), []);

  // comes back to where it was
  assert.equal(await press(page, strip, 'Tab'), null);
  assert.equal(await press(page, strip, 'Shift+Tab'), 'recovery');
}));

test('should leave keys alone that are the browser\'s', () => use({ overview: FAULT_PATHS }, async ({ page, strip }) => {
  await press(page, strip, 'Tab');

  assert.equal(await press(page, strip, 'Control+Home', 'Alt+ArrowUp', 'Escape', 'F2'), 'shipping');
}));

test('should go by ten through 200 stages, and keep the focus in sight', () => use({ overview: many(200) }, async ({ page, strip }) => {
  await press(page, strip, 'Tab');
  assert.equal(await press(page, strip, 'PageDown'), 's76');
  assert.equal(await press(page, strip, 'PageUp', 'PageUp'), 's56');
  assert.equal(await press(page, strip, 'End'), 's199');

  const seen = await page.locator('.strip').boundingBox();
  const last = await page.locator('[data-stage-id="s199"]').boundingBox();

  assert.ok(last.x >= seen.x && last.x + last.width <= seen.x + seen.width);
}));

test('should select with the keyboard and with the mouse', () => use({ overview: FAULT_PATHS }, async ({ page, strip, stages }) => {
  await press(page, strip, 'Tab', 'Enter', 'Home', ' ');
  await stages.filter({ hasText: 'Substitution' }).click();

  assert.deepEqual(await selections(page),
    [ { stageId: 'shipping' }, { stageId: 'payment' }, { stageId: 'substitution' } ]);
  assert.equal(await strip.evaluate(({ selected }) => selected), 'substitution');
  assert.deepEqual(await page.locator('[aria-selected="true"]').evaluateAll(
    options => options.map(option => option.dataset.stageId)), [ 'substitution' ]);
}));

test('should select what the page selects, without an event', () => use({ overview: FAULT_PATHS }, async ({ page, strip }) => {
  await strip.evaluate(element => { element.selected = 'invoicing'; });

  assert.equal(await page.locator('[aria-selected="true"]').getAttribute('data-stage-id'), 'invoicing');
  assert.equal(await strip.getAttribute('selected'), 'invoicing');
  assert.equal(await press(page, strip, 'Tab'), 'invoicing');

  await strip.evaluate(element => { element.selected = null; });
  assert.equal(await page.locator('[aria-selected="true"]').count(), 0);
  assert.deepEqual(await selections(page), []);
}));

test('should focus the stage that the tabulator would reach', () => use({ overview: FAULT_PATHS }, async ({ strip }) => {
  await strip.evaluate(element => element.focus());

  assert.equal(await focused(strip), 'shipping');
}));

test('should go the other way where one reads from right to left', () => use({ overview: FAULT_PATHS }, async ({ page, strip, stages }) => {
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  await press(page, strip, 'Tab');

  assert.equal(await press(page, strip, 'ArrowLeft'), 'invoicing');
  assert.equal(await press(page, strip, 'ArrowRight', 'ArrowRight'), 'reorder');

  const [ first, second ] = await Promise.all([ stages.nth(0).boundingBox(), stages.nth(1).boundingBox() ]);

  assert.ok(first.x > second.x);
}));

test('should keep focus, selection and place when the run moves on', () => use({ overview: many(40) }, async ({ page, strip }) => {
  await press(page, strip, 'Tab', 'End', 'Enter');

  const before = await page.locator('.strip').evaluate(({ scrollLeft }) => scrollLeft);
  const next = many(40);

  next.stages[13].status = 'COMPLETED';
  await strip.evaluate((element, overview) => { element.overview = overview; }, next);

  assert.equal(await page.locator('[data-stage-id="s13"]').getAttribute('part'), 'stage done');
  assert.equal(await focused(strip), 's39');
  assert.equal(await page.locator('[aria-selected="true"]').getAttribute('data-stage-id'), 's39');
  assert.equal(await page.locator('.strip').evaluate(({ scrollLeft }) => scrollLeft), before);
}));

test('should tell ages anew while one looks, and leave the focus where it is', () => use({
  overview: overviewOf({ stages: [ { id: 'a', visits: [ open(0, { due: 20 }) ] } ] }), attributes: {}, clock: '2026-03-10T00:10:20Z'
}, async ({ page, strip, stages }) => {
  await press(page, strip, 'Tab');
  assert.match(await stages.first().textContent(), /for 10 min, due in 9 min/);

  await page.clock.runFor(11 * 60000);

  assert.match(await stages.first().textContent(), /for 21 min, overdue by 1 min/);
  assert.equal(await focused(strip), 'a');
}));

test('should take what was set before its script came', () => use({ file: 'late.html' }, async ({ page, strip, stages }) => {
  await stages.filter({ hasText: 'Early bird' }).waitFor();

  assert.equal(await strip.getAttribute('theme'), 'dark');
  assert.equal(await page.locator('[aria-selected="true"]').count(), 1);
}));

test('should work again after the page has moved it', () => use({ overview: FAULT_PATHS }, async ({ page, strip, stages }) => {
  await strip.evaluate(element => document.querySelector('h1').before(element));

  assert.equal(await stages.count(), 7);
  await page.setViewportSize({ width: 320, height: 600 });
  await page.locator('[aria-orientation="vertical"]').waitFor();
}));

test('should do what the guide says on a page of one\'s own', async () => {
  browser.answers.set('/engine-rest/orchestration-run/4711/overview', { body: FAULT_PATHS });

  await use({ file: 'own-page.html', clock: '2026-03-10T03:12:00Z' }, async ({ page, stages }) => {
    await stages.filter({ hasText: 'Payment' }).click();
    await page.getByText('You have selected payment.').waitFor();

    browser.answers.set('/engine-rest/orchestration-run/4711/overview', { body: EVERY_STATE });
    await page.clock.runFor(10000);
    await stages.filter({ hasText: 'Tracking' }).waitFor();
  });
});

// -- loading

const load = (src, more) => ({ attributes: { now: NOW, src }, ...more });

test('should load from where it is told, with the login of the page', async () => {
  let cookie, accept;

  browser.answers.set('/rest/run/overview', request => {
    ({ cookie, accept } = request.headers);

    return { body: FAULT_PATHS };
  });

  await use({}, async ({ page, strip, stages }) => {
    await page.evaluate(() => { document.cookie = 'login=mine'; });
    await strip.evaluate(element => element.setAttribute('src', '/rest/run/overview'));
    await stages.filter({ hasText: 'Shipping' }).waitFor();

    assert.equal(cookie, 'login=mine');
    assert.equal(accept, 'application/json');
    assert.equal(await strip.evaluate(({ overview }) => overview.stages.length), 7);
  });
});

for (const [ name, answer, expected ] of [
  [ 'nobody is logged in', { status: 401 }, 'You are not logged in, or no longer. Log in and try again.' ],
  [ 'one may not see the run', { status: 403 }, 'You may not see this run.' ],
  [ 'there is no such run', { status: 404 }, 'There is no such run, or you may not see it.' ],
  [ 'the server fails', { status: 500, body: { type: 'X', message: '<b>boom</b>' } }, 'The stages could not be loaded: the server answered with status 500.' ],
  [ 'the answer is no JSON', { body: '<html>' }, 'The stages could not be loaded: the answer is not the overview of a run.' ],
  [ 'the answer is no overview', { body: { stages: [ null ] } }, 'The stages could not be loaded: the answer is not the overview of a run.' ],
  [ 'the answer is a list', { body: [] }, 'The stages could not be loaded: the answer is not the overview of a run.' ]
]) {
  test(`should say so when ${name}, and try again`, async () => {
    browser.answers.set('/rest/overview', answer);

    await use(load('/rest/overview'), async ({ page, stages }) => {
      const alert = page.getByRole('alert');

      await alert.getByText(expected, { exact: true }).waitFor();
      assert.equal(await stages.count(), 0);
      assert.deepEqual(await violationsOn(page), []);

      browser.answers.set('/rest/overview', { body: EVERY_STATE });
      await alert.getByRole('button', { name: 'Try again' }).click();

      await stages.filter({ hasText: 'Payment' }).waitFor();
      assert.equal(await alert.count(), 0);
    });
  });
}

test('should say so when the server cannot be reached', () => use({}, async ({ page, strip }) => {
  await page.route('**/rest/overview', route => route.abort());
  await strip.evaluate(element => { element.src = '/rest/overview'; });

  await page.getByRole('alert').getByText('the server cannot be reached').waitFor();
}));

test('should keep what it shows when it cannot be loaded again, and say from when it is', async () => {
  browser.answers.set('/rest/overview', { body: EVERY_STATE });

  await use(load('/rest/overview'), async ({ page, strip, stages }) => {
    await stages.first().waitFor();
    browser.answers.set('/rest/overview', { status: 503 });
    await strip.evaluate(element => element.reload());

    await page.getByRole('alert').getByText(/status 503\. What you see is what was loaded at .*\d/).waitFor();
    assert.equal(await stages.count(), 9);

    browser.answers.set('/rest/overview', { body: FAULT_PATHS });
    await strip.evaluate(element => element.reload());
    assert.equal(await stages.count(), 7);
    assert.equal(await page.getByRole('alert').count(), 0);
  });
});

test('should forget an answer that comes after a newer question', () => use({}, async ({ page, strip, stages }) => {
  let answerOld;

  await page.route('**/rest/old', async route => {
    await new Promise(resolve => { answerOld = resolve; });
    await route.fulfill({ json: FAULT_PATHS }).catch(() => {});
  });
  await page.route('**/rest/new', route => route.fulfill({ json: EVERY_STATE }));

  const asked = page.waitForRequest('**/rest/old');

  await strip.evaluate(element => { element.src = '/rest/old'; });
  await asked;
  await page.getByText('Loading the stages …').waitFor();
  await strip.evaluate(element => { element.src = '/rest/new'; });
  await stages.filter({ hasText: 'Tracking' }).waitFor();
  answerOld();
  await page.evaluate(() => new Promise(requestAnimationFrame));

  assert.equal(await stages.count(), 9);
}));

test('should refuse what is no overview, and show the next that is one', () => use({}, async ({ page, strip, stages }) => {
  await strip.evaluate(element => { element.overview = { stages: 'many' }; });
  await page.getByRole('alert').getByText('the answer is not the overview of a run').waitFor();

  await strip.evaluate((element, overview) => { element.overview = overview; }, EVERY_STATE);
  assert.equal(await page.getByRole('alert').count(), 0);

  await strip.evaluate(element => { element.overview = null; });
  assert.equal(await stages.count(), 0);
}));
