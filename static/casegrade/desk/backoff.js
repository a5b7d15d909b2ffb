// How long to wait before trying again. No clock is read, so one that jumps changes nothing.
const FIRST = 1000;
const LONGEST = 30000;

/** Returns the milliseconds to wait after failure number `failures` (from 1): from 1 s doubling to 30 s, with chance. */
export function pause(failures) {
  const wait = FIRST * 2 ** Math.min(failures - 1, 5);
  return Math.min(LONGEST, wait * (1 + 0.3 * Math.random()));
}
