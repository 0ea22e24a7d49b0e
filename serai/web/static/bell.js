// The unread dot lights up by itself. One tab listens for all tabs of this browser: the one with the lock.

const tabs = new BroadcastChannel(`serai-notices-${document.body.dataset.person}`);
const LATER = 60_000; // for a house that does not let us listen

let away = new AbortController();

function show(count) {
  for (const dot of document.querySelectorAll("[data-unread]")) dot.hidden = !count;
  document.dispatchEvent(new CustomEvent("notices", { detail: count }));
}

tabs.addEventListener("message", ({ data }) => show(data));

/** Listens until this page is left, or the house says no. */
function listen(left) {
  return new Promise((done) => {
    const stream = new EventSource("/notices/stream");
    const end = () => {
      stream.close();
      done();
    };
    stream.addEventListener("message", ({ data }) => {
      show(Number(data));
      tabs.postMessage(Number(data));
    });
    stream.addEventListener("error", () => stream.readyState === EventSource.CLOSED && setTimeout(end, LATER));
    left.addEventListener("abort", end, { once: true });
  });
}

async function begin() {
  away = new AbortController();
  const left = away.signal;
  while (!left.aborted) {
    // Without locks (plain http elsewhere) only a page that is looked at listens.
    if (navigator.locks) await navigator.locks.request(tabs.name, { signal: left }, () => listen(left)).catch(() => {});
    else if (document.hidden) await new Promise((seen) => document.addEventListener("visibilitychange", seen, { once: true }));
    else await listen(left);
  }
}

if (!navigator.locks) {
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) return;
    away.abort();
    begin();
  });
}
// A page that is kept for going back must hold nothing.
addEventListener("pagehide", () => away.abort());
addEventListener("pageshow", ({ persisted }) => persisted && begin());
begin();
