/** What the strip shows of each stage, in a real browser and under a strict content security policy. */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';

import { violationsOn } from 'bpmn-stages-cockpit-testing';

import { done, EVERY_STATE, FAULT_PATHS, many, open, overviewOf, recorded } from './overviews.mjs';
import { NOW, picture, startBrowser } from './page.mjs';

let browser;

before(async () => {
  browser = await startBrowser();
});

after(() => browser.stop());

/** Looks at a strip; whatever it shows, nothing is to fail and axe is to find nothing. */
async function look(options, see = () => {}) {
  const opened = await browser.open(options);

  try {
    await see(opened);
    assert.deepEqual(await violationsOn(opened.page), []);
    assert.deepEqual(opened.failures, []);
  } finally {
    await opened.page.close();
  }
}

/** What a screen reader says of each stage. */
const labelsOf = async stages =>
  (await stages.allTextContents()).map(text => text.trim());

/** What is seen of each stage, line by line. */
const textsOf = stages => stages.evaluateAll(options => options.map(
  option => [ ...option.querySelectorAll(':scope > :not(.unseen)') ].map(child => child.textContent)));

test('should say of each stage what it is about', () => look({ overview: EVERY_STATE }, async ({ stages }) => {
  assert.deepEqual(await textsOf(stages), [
    [ 'Payment', 'Completed', 'took 12 min' ],
    [ 'Credit check', 'Skipped' ],
    [ 'Customs', 'Canceled', 'took 3 min' ],
    [ 'Screening', 'Discontinued', 'took 5 min' ],
    [ 'Packing', 'Error', 'Connection to label printer refused', 'failed 10 min ago' ],
    [ 'Picking', 'In Progress', 'for 1 hr 32 min', '2 visits', 'overdue by 42 min' ],
    [ 'Handover', 'Suspended', 'started 1 hr 32 min ago', 'due in 21 hr 48 min' ],
    [ 'Tracking', 'In Progress', 'all steps done, waits for its exit condition', 'for 2 hr 12 min' ],
    [ 'Invoicing', 'Not Started' ]
  ]);
}));

test('should say all of it to a screen reader', () => look({ overview: EVERY_STATE }, async ({ page, stages }) => {
  await page.getByRole('listbox', { name: 'Stages', exact: true }).waitFor();

  assert.equal((await labelsOf(stages))[5],
    'Picking, In Progress, for 1 hr 32 min, 2 visits, overdue by 42 min, stage 6 of 9');
  assert.match(await stages.nth(5).getAttribute('aria-description'),
    /^Started Mar 10, 2026, .*, Due Mar 10, 2026, /);
  assert.equal(await page.locator('[aria-current="step"]').count(), 1);
}));

test('should tell each state by a shape of its own', () => look({ overview: EVERY_STATE }, async ({ stages }) => {
  const shapes = await stages.evaluateAll(options =>
    options.map(option => option.querySelector('.icon path').getAttribute('d')));

  assert.equal(new Set(shapes).size, shapes.length);
}));

test('should say what the run is about', () => look({ overview: EVERY_STATE }, async ({ page }) => {
  assert.deepEqual(await page.locator('.summary > *').allTextContents(),
    [ 'In Progress', '1 stage overdue', 'Picking', 'stage 6 of 9', 'for 3 hr 12 min' ]);
}));

test('should say what a run failed at', async () => {
  await look({ overview: recorded('failed') }, async ({ page, stages }) => {
    assert.match((await labelsOf(stages))[2],
      /^Contract, Error, step Register collateral failed, REGISTER_CLOSED, land register is closed, took .*, stage 3 of 3$/);
    assert.match(await page.locator('.summary').textContent(), /^Error.*land register is closed$/);
  });
  await look({ overview: recorded('incident') }, async ({ page }) => {
    assert.match(await page.locator('.summary').textContent(), /^Error.*the shop does not answer$/);
  });
});

test('should say what happens in each recorded run', async () => {
  for (const [ name, state ] of [
    [ 'incident', 'failed' ], [ 'suspended', 'suspended' ], [ 'waiting-for-the-exit-condition', 'waiting' ],
    [ 'canceled', 'canceled' ], [ 'loop', 'done' ], [ 'fault-path-without-a-stage', 'handled' ]
  ]) {
    await look({ overview: recorded(name) }, async ({ page }) => {
      assert.ok(await page.locator(`.stage.${state}`).count() > 0, `${name} is ${state}`);
    });
  }
});

test('should tell what was in time from what was late', () => look({
  overview: overviewOf({
    run: { status: 'COMPLETED', ended: 100 },
    stages: [
      { id: 'inTime', visits: [ done(0, 10, { due: 20 }) ] },
      { id: 'late', visits: [ done(10, 100, { due: 40 }) ] }
    ]
  })
}, async ({ stages }) => {
  assert.deepEqual(await textsOf(stages),
    [ [ 'inTime', 'Completed', 'took 10 min' ], [ 'late', 'Completed', 'took 1 hr 30 min', '1 hr late' ] ]);
}));

test('should tell stages that were passed over from those that never came', async () => {
  const stages = [ { id: 'a', visits: [ done(0, 1) ] }, { id: 'b' }, { id: 'c', visits: [ open(1) ] }, { id: 'd' } ];
  const wordsFor = async run => {
    let words;

    await look({ overview: overviewOf({ run, stages }) }, async seen => {
      words = (await textsOf(seen.stages)).map(([ , status ]) => status);
    });

    return words;
  };

  assert.deepEqual(await wordsFor({ status: 'IN_PROGRESS' }), [ 'Completed', 'Skipped', 'In Progress', 'Not Started' ]);
  assert.deepEqual(await wordsFor({ status: 'CANCELED' }), [ 'Completed', 'Skipped', 'In Progress', 'Not Started' ]);
  assert.deepEqual(await wordsFor({ status: 'COMPLETED' }), [ 'Completed', 'Skipped', 'In Progress', 'Skipped' ]);
});

test('should hang fault paths below the stage they come from', () => look({ overview: FAULT_PATHS }, async ({ page, stages }) => {
  // read in the order of what happened
  assert.deepEqual((await textsOf(stages)).map(([ name ]) => name),
    [ 'Payment', 'Picking', 'Substitution', 'Reorder', 'Shipping', 'Invoicing', 'Recovery' ]);

  const branch = page.getByRole('group', { name: 'Fault path of Picking, on to Shipping' });

  assert.equal(await branch.getByRole('option').count(), 2);
  assert.equal((await labelsOf(branch.getByRole('option')))[0],
    'Substitution, Error, CUSTOMER_DECLINED, fault path customerDeclined taken, took 30 min, in a fault path');

  // seen below it
  const picking = await stages.nth(1).boundingBox();
  const substitution = await stages.nth(2).boundingBox();

  assert.equal(substitution.x, picking.x);
  assert.ok(substitution.y > picking.y + picking.height);
  await page.getByRole('group', { name: 'Other stages in fault paths' }).getByRole('option', { name: /^Recovery/ }).waitFor();
}));

test('should say where a fault path led without a stage of its own', () =>
  look({ overview: recorded('straight-to-the-main-line') }, async ({ stages }) => {
    assert.ok((await textsOf(stages))[0].includes('fault path fraudSuspected led to Fraud review'));
  }));

test('should show a run of one stage, and one of none', async () => {
  await look({ overview: overviewOf({ stages: [ { id: 'only', visits: [ open(0) ] } ] }) }, async ({ stages }) => {
    assert.equal((await labelsOf(stages))[0], 'only, In Progress, for 3 hr 12 min, stage 1 of 1');
  });
  await look({ overview: overviewOf({ stages: [] }) }, async ({ page, stages }) => {
    await page.getByText('This run has no stages.').waitFor();
    assert.equal(await stages.count(), 0);
  });
});

test('should bring the stage in progress into sight among 200', () => look({ overview: many(200) }, async ({ page, stages }) => {
  const strip = await page.locator('.strip').boundingBox();
  const current = await stages.nth(66).boundingBox();

  assert.ok(current.x >= strip.x && current.x + current.width <= strip.x + strip.width);
  assert.match(await page.locator('.more.earlier').getAttribute('title'), /^6\d earlier stages$/);
  assert.match(await page.locator('.more.later').getAttribute('title'), /^1[23]\d later stages$/);
}));

test('should go through 200 stages with the mouse', () => look({ overview: many(200) }, async ({ page, stages }) => {
  const earlier = page.locator('.more.earlier');

  while (await earlier.isVisible()) {
    await earlier.click();
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }

  assert.ok((await stages.first().boundingBox()).x >= 0);
}));

test('should speak German', () => look({ overview: EVERY_STATE, attributes: { now: NOW, lang: 'de' } }, async ({ page, stages }) => {
  assert.deepEqual(await textsOf(stages).then(texts => texts.slice(4, 8)), [
    [ 'Packing', 'Fehler', 'Connection to label printer refused', 'Fehler vor 10 Min.' ],
    [ 'Picking', 'In Arbeit', 'seit 1 Std. 32 Min.', '2 Durchläufe', 'überfällig seit 42 Min.' ],
    [ 'Handover', 'Angehalten', 'begonnen vor 1 Std. 32 Min.', 'fällig in 21 Std. 48 Min.' ],
    [ 'Tracking', 'In Arbeit', 'alle Schritte erledigt, wartet auf die Endebedingung', 'seit 2 Std. 12 Min.' ]
  ]);
  await page.getByRole('listbox', { name: 'Phasen' }).waitFor();
}));

test('should speak the language of the page unless told otherwise', () => look({ overview: EVERY_STATE }, async ({ page, strip }) => {
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'de'));
  await strip.evaluate(element => element.setAttribute('theme', 'light'));
  await strip.evaluate(element => element.setAttribute('now', '2026-03-10T03:13:00Z'));
  await page.getByText('seit 1 Std. 33 Min.').waitFor();

  await strip.evaluate(element => element.setAttribute('lang', 'en'));
  await page.getByText('for 1 hr 33 min').waitFor();
}));

const HOSTILE = [
  '<img src=x onerror="window.broken = true">',
  '</stage-strip><script>window.broken = true</script>',
  '"><svg onload=window.broken=true>',
  'javascript:window.broken=true',
  '\u202Eдата\u202E شحن الطلب',
  '‏تجهيز الطلبات',
  'W'.repeat(5000),
  'line\nbreak\ttab\u0000null',
  '👩‍👩‍👧‍👦 ${7*7} {{7*7}} {name}',
  '   ',
  ''
];

test('should show hostile data as the text that it is', () => look({
  overview: overviewOf({
    run: { id: HOSTILE[0], status: HOSTILE[1], current: HOSTILE[0], reason: HOSTILE[2] },
    stages: HOSTILE.map((name, index) => ({
      id: name, name, fault: index % 3 === 2,
      visits: [ { status: index % 2 ? 'ERROR' : HOSTILE[index], from: 0, code: name, message: `${name}!`, caught: name } ]
    })),
    milestones: [ [ 'TAKE_FAULT_PATH', HOSTILE[0], HOSTILE[1] ], [ 'START_STAGE', HOSTILE[2] ], [ HOSTILE[3], HOSTILE[4], HOSTILE[5] ] ]
  })
}, async ({ page, stages }) => {
  await picture(page, 'hostile', { fullPage: true });

  assert.equal(await page.evaluate(() => window.broken), undefined);
  assert.equal(await stages.count(), HOSTILE.length);
  assert.equal(await page.locator('stage-strip img, stage-strip script').count(), 0);
  await page.locator('.name', { hasText: HOSTILE[0] }).waitFor();
  await page.locator('.name', { hasText: 'Stage 11' }).waitFor();

  const heights = await stages.evaluateAll(options => options.map(({ offsetHeight }) => offsetHeight));

  assert.ok(Math.max(...heights) < 400, `what is long does not fill the page: ${heights}`);
}));

test('should report a page that lets nothing pass', async () => {
  // given a page whose policy is known to hold
  const { page, failures } = await browser.open({ overview: EVERY_STATE });

  // when
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await page.evaluate(() => new Promise(requestAnimationFrame));

  // then
  assert.match(failures.join(), /Content Security Policy/);
  await page.close();
});
