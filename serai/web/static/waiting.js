// Hearts and stars given without a network wait on this device, each as it was left last, until it is back.
import { asked, toast } from "./frame.js";
import { remember } from "./given.js";

const { person, wordKept, wordSent } = document.body.dataset;
const place = `serai-waiting-${person}`;

function read() {
  try {
    return JSON.parse(localStorage.getItem(place)) ?? {};
  } catch {
    return {};
  }
}

const write = (all) => localStorage.setItem(place, JSON.stringify(all));

/** Those that wait: `{kind, note, on, met}`. */
export const held = () => (person ? Object.values(read()) : []);

export function hold(kind, note, on, met) {
  write({ ...read(), [`${kind} ${note}`]: { kind, note, on, met: String(met) } });
  toast(wordKept);
}

async function sendAll() {
  let through = 0;
  for (const [name, { kind, note, on, met }] of Object.entries(read())) {
    const body = new URLSearchParams(met);
    const answer = await fetch(`/notes/${note}/${on ? "" : "un"}${kind}`, { method: "POST", headers: asked, body }).catch(() => null);
    if (!answer || answer.status >= 500) break;
    through += answer.ok;
    if (answer.ok) remember(kind, note, on, answer);
    // What was changed while it travelled keeps waiting.
    const { [name]: now, ...others } = read();
    if (now?.on === on) write(others);
  }
  if (through) toast(wordSent);
}

// One tab at a time; a second one finds nothing left to send.
const send = () => held().length && (navigator.locks?.request(place, sendAll) ?? sendAll());
addEventListener("online", send);
if (navigator.onLine) send();
