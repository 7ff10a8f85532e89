import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { createTexts, languageOf, millisOf } from '../../src/main/resources/plugin-webapp/bpmn-stages/app/common/texts.js';

import { login, picture, startCockpit } from './support/cockpit.mjs';
import { failExternalTask, rest, startOrder } from './support/engine.mjs';

const LOCALES = new URL('../../src/main/resources/plugin-webapp/bpmn-stages/app/locales/', import.meta.url);

const readMessages = language => JSON.parse(readFileSync(new URL(`${language}.json`, LOCALES), 'utf8'));

const keysOf = (messages, prefix = '') => Object.entries(messages).flatMap(([ key, value ]) =>
  typeof value === 'string' ? [ prefix + key ] : keysOf(value, `${prefix}${key}.`));

const placeholdersOf = (messages, key) =>
  [ ...key.split('.').reduce((found, part) => found[part], messages).matchAll(/\{\w+\}/g) ].map(([ name ]) => name).sort();

let browser, order;

before(async () => {
  order = await startOrder('Bestellung-1');
  await failExternalTask(order, 'Der Zahlungsanbieter antwortet nicht');
  browser = await startCockpit();
});

after(() => browser?.close());

test('should have every text in both languages', () => {
  const english = readMessages('en');
  const german = readMessages('de');

  assert.deepEqual(keysOf(german).sort(), keysOf(english).sort());
  keysOf(english).forEach(key => assert.deepEqual(placeholdersOf(german, key), placeholdersOf(english, key), key));
});

test('should speak the language that Cockpit speaks', () => {
  const locales = { availableLocales: [ 'en', 'de', 'fr' ], fallbackLocale: 'de' };

  assert.equal(languageOf(undefined, [ 'de-AT' ]), 'en');
  assert.equal(languageOf({ locales }, [ 'de-AT', 'en' ]), 'de');
  assert.equal(languageOf({ locales }, [ 'en-GB' ]), 'en');
  assert.equal(languageOf({ locales }, [ 'it' ]), 'de');
  assert.equal(languageOf({ locales }, [ 'fr' ]), 'en');
});

test('should write numbers, durations and moments as the language does', () => {
  const english = createTexts('en', readMessages('en'));
  const german = createTexts('de', readMessages('de'));

  assert.equal(english.number(1234567), '1,234,567');
  assert.equal(german.number(1234567), '1.234.567');
  assert.equal(english.duration(null), '–');
  assert.equal(english.duration(0), '0 sec');
  assert.equal(english.duration(400), '0.4 sec');
  assert.equal(english.duration(61_000), '1 min 1 sec');
  assert.equal(english.duration(2 * 86_400_000 + 59_000), '2 days');
  assert.equal(german.duration(3 * 3_600_000 + 60_000), '3 Std. 1 Min.');
  assert.equal(english.percent(0.895), '90%');
  assert.equal(millisOf('2026-01-02T03:04:05.000+0100'), Date.UTC(2026, 0, 2, 2, 4, 5));
});

test('should speak German where the browser does', async () => {
  // given
  const { page, open, openRun, openDefinition, shouldBeInOrder } = await login(browser, 'demo', { locale: 'de-DE' });

  // when
  await openRun(order);

  // then
  await page.getByText('Dieser Lauf hat einen Fehler und wartet auf Sie').waitFor();
  await page.locator('stage-strip').getByText('Nicht begonnen').first().waitFor();
  await page.locator('.bpmn-stages-badge', { hasText: 'Fehler' }).waitFor();
  await page.locator('.nav-tabs').getByText('Phasen').waitFor();
  await picture(page, 'failed-run-german');
  await shouldBeInOrder();

  // and when
  await openDefinition((await rest('GET', '/process-definition/key/order-fulfilment')).id);

  // then
  await page.getByText('Abschlussquote').waitFor();
  await shouldBeInOrder();

  // and when
  await open('#/stages');

  // then
  await page.getByRole('heading', { name: 'Orchestrierungen' }).waitFor();
  await shouldBeInOrder();
});
