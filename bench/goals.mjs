/** Says whether a figure keeps a goal, in a line that bench/run.mjs collects. NaN keeps none. */
export const atMost = (what, figure, limit, unit = '') => tell(what, figure, limit, unit, 'at most', figure <= limit);
export const atLeast = (what, figure, limit, unit = '') => tell(what, figure, limit, unit, 'at least', figure >= limit);

function tell(what, figure, limit, unit, word, isMet) {
  const text = (value) => `${Number.isInteger(value) ? value.toLocaleString('en') : value.toFixed(2)}${unit}`;
  console.log(`goal: ${what}: ${text(figure)}, ${word} ${text(limit)}: ${isMet ? 'met' : 'NOT MET'}`);
}
