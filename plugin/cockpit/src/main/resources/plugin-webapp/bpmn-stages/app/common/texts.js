/**
 * Texts in the language that Cockpit speaks: the browser's, if Cockpit is set up for it. As Cockpit
 * offers its plugins no way to ask, the rule is the same as Cockpit's.
 */
const OURS = [ 'en', 'de' ];

export function languageOf({ locales = {} } = {}, browserLanguages = []) {
  const { availableLocales = [ 'en' ], fallbackLocale = 'en' } = locales;
  const wanted = (browserLanguages[0] || '').split('-')[0].toLowerCase();
  const spoken = availableLocales.includes(wanted) ? wanted : fallbackLocale;

  return OURS.includes(spoken) ? spoken : 'en';
}

export async function readTexts() {
  const language = languageOf(window.camCockpitConf, navigator.languages);
  const response = await fetch(new URL(`../locales/${language}.json`, import.meta.url));

  return createTexts(language, await response.json());
}

export function createTexts(language, messages) {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const moments = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const find = key => key.split('.').reduce((found, part) => found?.[part], messages);

  return {
    language,

    /** Undefined if there is no such text. */
    say: (key, values = {}) => fill(find(key), values),

    count: (key, count, values = {}) =>
      fill(find(key)?.[plurals.select(count)], { ...values, count: numbers.format(count) }),

    number: value => numbers.format(value),

    moment: date => date ? moments.format(millisOf(date)) : '',

    percent: value => value === null || value === undefined
      ? '–' : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(value),

    duration: millis => durationIn(language, millis)
  };
}

/** The REST API writes +0000, which not every browser reads. */
export const millisOf = date => Date.parse(date.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));

const fill = (text, values) => typeof text === 'string'
  ? text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
  : undefined;

const UNITS = [ [ 'day', 86_400_000 ], [ 'hour', 3_600_000 ], [ 'minute', 60_000 ], [ 'second', 1000 ] ];

/** The two largest units: nobody needs the seconds of a day. */
function durationIn(language, millis) {
  if (millis === null || millis === undefined) {
    return '–';
  }

  const parts = partsOf(millis);
  const largest = parts.findIndex(({ count }) => count > 0);

  return largest < 0
    ? amount(language, { unit: 'second', count: millis / 1000 })
    : parts.slice(largest, largest + 2).filter(({ count }) => count > 0)
      .map(part => amount(language, part)).join(' ');
}

function partsOf(millis) {
  let rest = millis;

  return UNITS.map(([ unit, size ]) => {
    const count = Math.floor(rest / size);

    rest -= count * size;

    return { unit, count };
  });
}

const amount = (language, { unit, count }) => new Intl.NumberFormat(
  language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 }).format(count);
