import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

import { pictures, startChromium, violationsOn } from 'bpmn-stages-cockpit-testing';

import { ADDRESS } from './engine.mjs';

const TIMEOUT = 30_000;

/** For so long nothing is asked for when Cockpit has done with a page, in milliseconds. */
const QUIET = 400;

export const picture = pictures({
  documentation: 'cockpit', target: fileURLToPath(new URL('../../target/pictures/', import.meta.url))
});

export const startCockpit = startChromium;

/**
 * A user who has logged in. Whatever the browser complains of while the user looks around fails
 * the test that asks `shouldBeInOrder`.
 */
export async function login(browser, user = 'demo', { locale = 'en-GB', height = 1000 } = {}) {
  const context = await browser.newContext({ locale, viewport: { width: 1500, height }, timezoneId: 'UTC' });
  const page = await context.newPage();
  const complaints = [];
  const requests = [];

  page.setDefaultTimeout(TIMEOUT);
  page.on('pageerror', error => complaints.push(error.message));
  page.on('dialog', dialog => {
    complaints.push(`a dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('console', message => {
    if (message.text().includes('Content Security Policy')) {
      complaints.push(message.text());
    }
  });
  page.on('request', request => requests.push(request));
  const quiet = quietOn(page);

  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation',
      ({ violatedDirective, blockedURI }) => console.error(`Content Security Policy: ${violatedDirective} ${blockedURI}`));
  });

  await page.goto(`${ADDRESS}/camunda/app/cockpit/default/#/login`);
  await page.fill('input[type=text]', user);
  await page.fill('input[type=password]', user);
  await page.click('button[type=submit]');
  await page.waitForSelector('a[href="#/stages"]');

  return { page, complaints, requests, ...ways(page, quiet, complaints, requests) };
}

/** Answers how to wait until the page asks for nothing any more. */
function quietOn(page) {
  let open = 0;
  let last = Date.now();
  const count = change => () => {
    open += change;
    last = Date.now();
  };

  page.on('request', count(1));
  page.on('requestfinished', count(-1));
  page.on('requestfailed', count(-1));

  return async () => {
    const end = Date.now() + TIMEOUT;

    while (open > 0 || Date.now() - last < QUIET) {
      assert.ok(Date.now() < end, `the page still asks for ${open} things`);
      await page.waitForTimeout(50);
    }
  };
}

/**
 * Over Cockpit's own dashboard, or a click could still meet the view that one comes from. Cockpit
 * shows a view once more while it still takes parameters of the last one out of the address.
 */
async function open(page, quiet, place) {
  const go = hash => page.evaluate(to => {
    window.location.hash = to;
  }, hash);

  await go('#/dashboard');
  await page.locator('.bpmn-stages').first().waitFor({ state: 'detached' });
  await quiet();
  await go(place);
}

const ways = (page, quiet, complaints, requests) => ({

  open: place => open(page, quiet, place),

  openRun: id => open(page, quiet, `#/process-instance/${id}/runtime?tab=bpmn-stages-run`),

  openDefinition: id => open(page, quiet, `#/process-definition/${id}/runtime?detailsTab=bpmn-stages-definition`),

  /** Not before Cockpit is done with the view: shown once more, it would put its own address back. */
  async follow(link) {
    await link.waitFor();
    await quiet();
    await link.click();
  },

  /** What was asked of the plugin's resources since the last call. */
  asked: () => requests.splice(0).map(request => request.url()).filter(url => url.includes('/plugin/bpmn-stages/default/')),

  async shouldBeInOrder() {
    assert.deepEqual(complaints, []);
    assert.deepEqual(await violationsOn(page, '.bpmn-stages'), []);
  }
});
