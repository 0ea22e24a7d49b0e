// What every page has: menus that close, sheets, short messages with a way back.

export const asked = { "HX-Request": "true" };

export function toast(words, undo) {
  const box = document.createElement("div");
  box.className = "toast";
  box.append(document.createTextNode(words));
  if (undo) {
    const back = document.createElement("button");
    back.textContent = undo.word;
    back.addEventListener("click", () => {
      box.remove();
      undo.do();
    });
    box.append(back);
  }
  // A modal dialog makes everything outside it inert, so the message is said inside it.
  const open = [...document.querySelectorAll("dialog[open]")].pop();
  let place = document.getElementById("toasts");
  if (open) {
    place = open.querySelector(":scope > .toasts");
    if (!place) {
      place = Object.assign(document.createElement("div"), { className: "toasts" });
      place.setAttribute("role", "status");
      open.append(place);
    }
  }
  place.replaceChildren(box);
  setTimeout(() => box.remove(), undo ? 9000 : 5000);
}

/**
 * POST to one of our addresses as htmx would; follows HX-Redirect; the answer when it was taken, else nothing.
 * Where no answer comes, `unreached` may keep it for later; then it counts as taken, and is true.
 */
export async function post(address, body, unreached) {
  const answer = await fetch(address, { method: "POST", headers: asked, body: body ?? new URLSearchParams() }).catch(() => null);
  if (!answer && unreached) {
    unreached();
    return true;
  }
  const away = answer?.headers.get("HX-Redirect");
  if (away) location.assign(away);
  const said = answer?.headers.get("HX-Trigger");
  if (said) tell(JSON.parse(said));
  if (!answer?.ok) toast(answer ? await answer.text() : document.body.dataset.offline);
  return answer?.ok ? answer : null;
}

function tell(events) {
  for (const [name, detail] of Object.entries(events)) {
    document.body.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

// The server says what was done, and where it can be taken back.
document.body.addEventListener("said", ({ detail }) => {
  document.querySelector("dialog.sheet[open]")?.close();
  if (detail.undo) toast(detail.words, { word: detail.word, do: () => takeBack(detail) });
  else toast(detail.words, detail.change && { word: detail.word, do: () => sheet(detail.change) });
});

async function takeBack({ undo, refresh }) {
  if (!(await post(undo))) return;
  document.querySelectorAll(".note[hidden], .person[hidden]").forEach((card) => (card.hidden = false));
  if (refresh && document.getElementById("talk")) window.htmx.ajax("GET", refresh, { target: "#talk", swap: "outerHTML" });
}

// A refused form comes back filled, with the reason: it takes the place of the one that was sent.
document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (!detail.isError || !detail.xhr.getResponseHeader("content-type")?.startsWith("text/html")) return;
  detail.shouldSwap = true;
  detail.isError = false;
});
document.body.addEventListener("htmx:afterSettle", () => document.querySelector("main [role=alert], dialog [role=alert]")?.scrollIntoView({ block: "nearest" }));
document.body.addEventListener("htmx:responseError", ({ detail }) => toast(detail.xhr.responseText.slice(0, 300)));
document.body.addEventListener("htmx:sendError", () => toast(document.body.dataset.offline));

export async function sheet(address) {
  const answer = await fetch(address, { headers: asked });
  if (!answer.ok) return location.assign(address);
  const dialog = document.createElement("dialog");
  dialog.className = "sheet";
  dialog.innerHTML = await answer.text();
  const heading = dialog.querySelector("h1, h2");
  if (heading) dialog.setAttribute("aria-label", heading.textContent);
  document.body.append(dialog);
  window.htmx?.process(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (click) => {
    if (click.target === dialog || click.target.closest("[data-close]")) {
      click.preventDefault();
      dialog.close();
    }
  });
  dialog.showModal();
}

// "Why" speaks of the page on which the card was met.
export function asking(link) {
  const { page } = link.closest(".note")?.dataset ?? document.querySelector("dialog.overlay")?.dataset ?? {};
  const address = new URL(link.href);
  if (page && "why" in link.dataset) address.searchParams.set("page", page);
  return address.href;
}

const plain = (click) => click.button === 0 && !(click.metaKey || click.ctrlKey || click.shiftKey || click.altKey);

document.addEventListener("click", (click) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(click.target) || click.target.closest(".items a, .items button")) setTimeout(() => (menu.open = false));
  }
  const link = click.target.closest("a[data-sheet], a[data-why]");
  if (link && plain(click)) {
    click.preventDefault();
    sheet(asking(link));
  }
  const share = click.target.closest("[data-share]");
  if (share && plain(click)) {
    click.preventDefault();
    const done = () => share.dispatchEvent(new CustomEvent("note:shared", { bubbles: true }));
    const copy = () => navigator.clipboard?.writeText(share.href).then(() => toast(share.dataset.share)).then(done);
    if (navigator.share && matchMedia("(pointer: coarse)").matches) navigator.share({ url: share.href }).then(done).catch(() => {});
    else copy();
  }
});

document.addEventListener("keydown", (key) => {
  if (key.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
    key.preventDefault();
  }
});

// Serai as an app: what was read is kept for reading without a network, and the device may offer to install it.
if ("serviceWorker" in navigator) addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
addEventListener("beforeinstallprompt", (offer) => {
  offer.preventDefault();
  const button = document.querySelector("[data-install]");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.hidden = true;
    offer.prompt();
  });
});
