import { test } from 'node:test';
import assert from 'node:assert/strict';

import de from '../src/messages/de.js';
import en from '../src/messages/en.js';
import { millisOf } from '../src/stages.js';
import { Words } from '../src/words.js';

const SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

/** Keys with the placeholders in their messages. */
const outlineOf = (messages, prefix = '') => Object.entries(messages).flatMap(([ key, message ]) =>
  typeof message === 'string'
    ? [ `${prefix}${key}: ${(message.match(/\{\w+\}/g) ?? []).sort()}` ]
    : outlineOf(message, `${prefix}${key}.`));

test('should say the same in every language', () => {
  assert.deepEqual(outlineOf(de), outlineOf(en));
});

test('should tell a duration in the units that matter', () => {
  const durations = [ 0, 12 * SECOND, 119 * SECOND, HOUR, 3 * HOUR + 12 * MINUTE, DAY + 59 * MINUTE, 400 * DAY + HOUR ];

  assert.deepEqual(durations.map(millis => new Words('en').duration(millis)), [
    'less than a second', '12 sec', '1 min', '1 hr', '3 hr 12 min', '1 day', '400 days 1 hr'
  ]);
  assert.equal(new Words('de').duration(2 * DAY + HOUR), '2 Tg. 1 Std.');
});

test('should count in words', () => {
  assert.equal(new Words('en').count('overdueStages', 1), '1 stage overdue');
  assert.equal(new Words('en').count('overdueStages', 2), '2 stages overdue');
  assert.equal(new Words('de').count('visits', 1200), '1.200 Durchläufe');
});

for (const [ language, expected ] of [
  [ 'de', 'Fehler' ], [ 'de-CH', 'Fehler' ], [ 'DE', 'Fehler' ], [ 'en-GB', 'Error' ], [ 'fr', 'Error' ],
  [ '', 'Error' ], [ undefined, 'Error' ], [ 'not a language', 'Error' ], [ 'constructor', 'Error' ]
]) {
  test(`should speak to ${language}`, () => {
    assert.equal(new Words(language).say('runStatus.ERROR'), expected);
  });
}

test('should leave placeholders alone that come with a value', () => {
  assert.equal(new Words('en').say('branch', { stage: '{count} $& {stage}' }), 'Fault path of {count} $& {stage}');
});

test('should keep a name from turning the sentence that it stands in', () => {
  const words = new Words('en');

  assert.equal(words.say('backTo', { stage: 'שילוח' }), 'back to \u2068שילוח\u2069');
  assert.equal(words.say('caughtBy', { event: '\u202Eevil\u2067' }), 'fault path evil taken');
});

test('should read times as the engine writes them', () => {
  assert.equal(millisOf('2026-03-10T03:12:00.500+0200'), Date.UTC(2026, 2, 10, 1, 12, 0, 500));
  assert.equal(millisOf(null), null);
  assert.equal(millisOf('yesterday'), null);
});
