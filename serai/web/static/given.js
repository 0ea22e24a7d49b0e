// What was given and taken back on this device lately, as the server took it: a page that was kept from
// before does not show an older heart.
const { person } = document.body.dataset;
const PREFIX = "serai-given-";
const place = PREFIX + person;
const MOST = 300;
const SLACK = 2000; // ms; an answer names its second alone, and a server may write that down once a second

try {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && key !== place) localStorage.removeItem(key);
} catch {} // no storage here: pages show what the server knew

function read() {
  try {
    return JSON.parse(localStorage.getItem(place)) ?? {};
  } catch {
    return {};
  }
}

/** When an answer was made, in ms of the server's clock; one that was kept still says so. */
export const made = (answer) => Date.parse(answer.headers.get("date") ?? "") || Date.now();

export function remember(kind, note, on, answer) {
  if (!person) return;
  const { [`${kind} ${note}`]: before, ...others } = read();
  const all = [...Object.entries(others), [`${kind} ${note}`, { kind, note, on, at: made(answer) + SLACK }]];
  try {
    localStorage.setItem(place, JSON.stringify(Object.fromEntries(all.slice(-MOST))));
  } catch {} // full or refused
}

/** What was given or taken back after `moment`: `{kind, note, on}`. */
export const since = (moment) => (person ? Object.values(read()).filter(({ at }) => at > moment) : []);
