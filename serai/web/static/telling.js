// Glances told in batches, for people who are signed in: what was met, opened, read and watched.

const told = [];

export const telling = "person" in document.body.dataset;

/** Keep a glance for the next batch: `{kind, note, page, slot, value}`, or a visit. */
export function tell(glance) {
  if (!telling) return;
  told.push(glance);
  if (told.length >= 20) send();
}

const batch = () => new Blob([JSON.stringify({ glances: told.splice(0, 100) })], { type: "application/json" });

function send() {
  if (told.length) navigator.sendBeacon("/glances", batch());
}

/** The same where the next page is to know of it: what was told has arrived. */
export async function arrived() {
  if (told.length) await fetch("/glances", { method: "POST", body: batch(), keepalive: true }).catch(() => null);
}

document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send());
setInterval(send, 5000);
