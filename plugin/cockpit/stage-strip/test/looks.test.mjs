/** How a strip looks: at every width, light and dark. Takes the pictures. */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';

import { violationsOn } from 'bpmn-stages-cockpit-testing';

import { EVERY_STATE, FAULT_PATHS, many, overviewOf, recorded } from './overviews.mjs';
import { guidePicture, NOW, picture, startBrowser } from './page.mjs';

const SHORT = overviewOf({ stages: [ { id: 'only', name: 'Only one' } ] });

const SHOWN = {
  'every-state': EVERY_STATE, 'fault-paths': FAULT_PATHS, 'one-stage': SHORT, '200-stages': many(200),
  'failed': recorded('failed-in-the-fault-path')
};

let browser;

before(async () => {
  browser = await startBrowser();
});

after(() => browser.stop());

async function look(options, see) {
  const opened = await browser.open(options);

  try {
    await see(opened);
    assert.deepEqual(opened.failures, []);
  } finally {
    await opened.page.close();
  }
}

for (const width of [ 320, 768, 1600 ]) {
  for (const colorScheme of [ 'light', 'dark' ]) {
    for (const [ name, overview ] of Object.entries(SHOWN)) {
      test(`should fit ${name} into ${width} pixels, ${colorScheme}`, () => look({ overview, width, colorScheme }, async ({ page }) => {
        await picture(page, `${name}-${width}-${colorScheme}`, { fullPage: true });

        assert.deepEqual(await page.evaluate(whatDoesNotFit), []);
        assert.deepEqual(await violationsOn(page), []);
      }));
    }
  }
}

/** Runs in the page. */
function whatDoesNotFit() {
  const { shadowRoot } = document.querySelector('stage-strip');
  const problems = [];

  if (document.documentElement.scrollWidth > window.innerWidth) {
    problems.push(`the page is ${document.documentElement.scrollWidth} wide`);
  }

  for (const option of shadowRoot.querySelectorAll('[role="option"]')) {
    const box = option.getBoundingClientRect();

    for (const line of option.querySelectorAll(':scope > :not(.unseen)')) {
      const { left, right, bottom } = line.getBoundingClientRect();

      if (left < box.left || right > box.right || bottom > box.bottom || line.scrollWidth > line.clientWidth + 1) {
        problems.push(`${option.dataset.stageId}: ${line.textContent}`);
      }
    }
  }

  return problems;
}

test('should be one line where there is room, and a column where there is none', async () => {
  const boxesAt = async width => {
    let boxes;

    await look({ overview: many(4), width }, async ({ page }) => {
      boxes = await page.getByRole('option').evaluateAll(
        options => options.map(option => option.getBoundingClientRect()).map(({ x, y }) => ({ x, y })));
    });

    return boxes;
  };
  const ascends = numbers => numbers.every((number, index) => !index || number > numbers[index - 1]);

  const wide = await boxesAt(1600);
  const narrow = await boxesAt(320);

  assert.equal(new Set(wide.map(({ y }) => y)).size, 1);
  assert.ok(ascends(wide.map(({ x }) => x)));
  assert.equal(new Set(narrow.map(({ x }) => x)).size, 1);
  assert.ok(ascends(narrow.map(({ y }) => y)));
});

test('should scroll 200 stages within itself where it is narrow, from the stage in progress', () =>
  look({ overview: many(200), width: 320, height: 600 }, async ({ page, stages }) => {
    const { height } = await page.locator('.strip').boundingBox();
    const current = await stages.nth(66).boundingBox();

    assert.ok(height <= 450);
    assert.ok(current.y > 0 && current.y < 600);
  }));

test('should follow the theme it is given rather than the system', async () => {
  const fillOf = async (colorScheme, theme) => {
    let fill;

    await look({ overview: SHORT, colorScheme, attributes: theme ? { theme } : {} }, async ({ stages }) => {
      fill = await stages.first().evaluate(option => getComputedStyle(option, '::after').backgroundColor);
    });

    return fill;
  };
  const [ light, dark ] = [ await fillOf('light'), await fillOf('dark') ];

  assert.notEqual(light, dark);
  assert.equal(await fillOf('dark', 'light'), light);
  assert.equal(await fillOf('light', 'dark'), dark);
});

for (const colorScheme of [ 'light', 'dark' ]) {
  test(`should be readable, ${colorScheme}`, () => look({ overview: EVERY_STATE, width: 1600, colorScheme }, async ({ page }) => {
    const found = await page.evaluate(contrasts);

    assert.ok(found.length > 15);
    assert.deepEqual(found.filter(({ ratio, wanted }) => ratio < wanted), []);
  }));
}

/** Runs in the page: axe does not look behind what is drawn as a chevron. */
function contrasts() {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const { shadowRoot } = document.querySelector('stage-strip');
  const page = getComputedStyle(document.body).backgroundColor;
  const found = [];

  // What comes out where colours lie on each other.
  function mixed(...colors) {
    for (const color of colors) {
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
    }

    return [ ...canvas.getImageData(0, 0, 1, 1).data ].slice(0, 3);
  }

  function luminance(color) {
    const [ red, green, blue ] = color
      .map(part => part / 255)
      .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));

    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function compare(what, one, other, wanted) {
    const [ dark, light ] = [ luminance(one), luminance(other) ].sort((a, b) => a - b);

    found.push({ what, ratio: (light + 0.05) / (dark + 0.05), wanted });
  }

  for (const option of shadowRoot.querySelectorAll('[role="option"]')) {
    const style = getComputedStyle(option);
    const fill = getComputedStyle(option, '::after').backgroundColor;
    const edge = getComputedStyle(option, '::before').backgroundColor;
    const hatch = getComputedStyle(option, '::after').backgroundImage === 'none' ? 'transparent' : style.getPropertyValue('--_hatch');
    const late = option.querySelector('.late');

    compare(`text of ${option.className}`, mixed(page, style.color), mixed(page, fill, hatch), 4.5);
    compare(`edge of ${option.className}`, mixed(page, edge), mixed(page), 3);

    if (late) {
      compare('overdue', mixed(getComputedStyle(late).color), mixed(getComputedStyle(late).backgroundColor), 4.5);
    }
  }

  return found;
}

test('should show where the focus is, and what is selected', () => look({ overview: FAULT_PATHS, attributes: { now: NOW, selected: 'picking' } }, async ({ page }) => {
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await picture(page, 'focus-and-selection');

  const { outlineStyle, outlineWidth } = await page.locator('[data-stage-id="shipping"], [data-stage-id="picking"]').first()
    .evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.querySelector('stage-strip').shadowRoot.activeElement);

      return { outlineStyle, outlineWidth };
    });

  assert.deepEqual({ outlineStyle, outlineWidth }, { outlineStyle: 'solid', outlineWidth: '3px' });
}));

test('should stay readable with the colours of the system alone', () => look({ overview: EVERY_STATE, width: 1600, forcedColors: 'active' }, async ({ page, stages }) => {
  await picture(page, 'forced-colors', { fullPage: true });

  assert.equal(await stages.first().evaluate(option => getComputedStyle(option).borderStyle), 'solid');
}));

test('should be drawn the other way round where one reads from right to left', () => look({ overview: FAULT_PATHS }, async ({ page }) => {
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  await picture(page, 'right-to-left', { fullPage: true });

  assert.deepEqual(await page.evaluate(whatDoesNotFit), []);
}));

test('should look as a page wants it to', async () => {
  browser.answers.set('/engine-rest/orchestration-run/4711/overview', { body: FAULT_PATHS });

  await look({ file: 'own-page.html' }, async ({ page, stages }) => {
    const shipping = stages.filter({ hasText: 'Shipping' }).last();

    assert.equal(await shipping.evaluate(option => getComputedStyle(option, '::after').backgroundColor), 'rgb(106, 27, 154)');
    assert.equal(await shipping.evaluate(option => getComputedStyle(option.querySelector('.name')).textTransform), 'uppercase');
    await guidePicture(page, 'own-page', { fullPage: true });
  });
});

test('should show what went wrong with the loading', async () => {
  browser.answers.set('/rest/run/overview', { status: 503 });

  await look({ attributes: { now: NOW, src: '/rest/run/overview' }, height: 200 }, async ({ page }) => {
    await page.getByRole('alert').waitFor();
    await picture(page, 'not-loaded');
  });
});

test('should take the pictures of the guide', async () => {
  await look({ overview: EVERY_STATE, width: 1400 }, async ({ strip }) => guidePicture(strip, 'states'));
  await look({ overview: FAULT_PATHS, width: 1000 }, async ({ strip }) => guidePicture(strip, 'strip'));
  await look({ overview: FAULT_PATHS, width: 1000, colorScheme: 'dark', attributes: { now: NOW, lang: 'de' } },
    async ({ strip }) => guidePicture(strip, 'strip-dark-german'));
});
