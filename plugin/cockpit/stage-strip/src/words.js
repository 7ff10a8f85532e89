/** Everything that is said, in one language. */
import de from './messages/de.js';
import en from './messages/en.js';

const MESSAGES = { en, de };

/** Unit, length in milliseconds, and how many units to tell from there. */
const UNITS = [
  [ 'day', 86400000, 2 ],
  [ 'hour', 3600000, 2 ],
  [ 'minute', 60000, 1 ],
  [ 'second', 1000, 1 ]
];

export class Words {

  /** @param { string } [language] a language tag; English where there are no messages for it */
  constructor(language) {
    this.language = supported(language) ?? 'en';
    this._messages = MESSAGES[baseOf(this.language)];
    this._plurals = new Intl.PluralRules(this.language);
  }

  /** @param { string } key names of messages, with dots between them */
  say(key, values = {}) {
    const message = key.split('.').reduce((messages, name) => messages?.[name], this._messages);

    return typeof message === 'string' ? fill(message, values) : undefined;
  }

  count(key, count) {
    return this.say(`${key}.${this._plurals.select(count)}`, { count: this.number(count) })
      ?? this.say(`${key}.other`, { count: this.number(count) });
  }

  number(number) {
    return new Intl.NumberFormat(this.language).format(number);
  }

  /** Days with hours, hours with minutes: nobody asks for the seconds of a day. */
  duration(millis) {
    const first = UNITS.findIndex(([ , length ]) => millis >= length);

    if (first < 0) {
      return this.say('justNow');
    }

    const parts = [];
    let rest = millis;

    for (const [ unit, length ] of UNITS.slice(first, first + UNITS[first][2])) {
      const count = Math.floor(rest / length);

      rest -= count * length;

      if (count) {
        parts.push(this._unit(count, unit));
      }
    }

    return parts.join(' ');
  }

  time(millis) {
    return new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeStyle: 'medium' })
      .format(millis);
  }

  _unit(count, unit) {
    return new Intl.NumberFormat(this.language, { style: 'unit', unit, unitDisplay: 'short' })
      .format(count);
  }
}

function supported(language) {
  try {
    const tag = Intl.getCanonicalLocales(language || 'en')[0];

    return MESSAGES[baseOf(tag)] ? tag : undefined;
  } catch (error) {
    return undefined;
  }
}

const baseOf = tag => tag.split('-')[0].toLowerCase();

const fill = (message, values) =>
  message.replace(/\{(\w+)\}/g, (placeholder, name) => embedded(values[name] ?? placeholder));

const FROM_RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** A name that somebody chose must not turn the sentence that it stands in. */
function embedded(value) {
  const text = String(value).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');

  return FROM_RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
