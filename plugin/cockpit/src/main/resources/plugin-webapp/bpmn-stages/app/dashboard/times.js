export const STUCK_TIMES = [ 'PT1H', 'PT8H', 'P1D', 'P7D', 'P30D' ];

export const STUCK_UNLESS_CHOSEN = 'P1D';

export const PERIODS = [ '', 'P1D', 'P7D', 'P30D' ];

const MILLIS = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 };

/** An address may hold any time, like PT90M, also one that cannot be chosen. */
const millisOf = time => time?.match(/\d+[DHMS]/g)
  ?.reduce((sum, part) => sum + parseInt(part, 10) * MILLIS[part.at(-1)], 0);

/** The moment that lies the time before now, as the REST API takes it; undefined without a time. */
export function momentBefore(time, now = Date.now()) {
  const millis = millisOf(time);

  return millis === undefined ? undefined : new Date(now - millis).toISOString().replace('Z', '+0000');
}

/** The times to choose from, with the one that the address has. */
export const timesWith = (chosen, times) => [ ...new Set([ ...times, chosen ?? times[0] ]) ];

export const wordFor = (time, texts) => texts.say(`period.${time}`) ?? time;
