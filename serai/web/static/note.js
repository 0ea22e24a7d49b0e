// A note: laid over the cards on its own address, turned, liked, talked under.
import { asked, post, toast } from "./frame.js";
import { made, remember, since } from "./given.js";
import { hold, held } from "./waiting.js";
import "./naming.js";

// Hearts and stars: shown at once, taken back if the server says no.

document.addEventListener("submit", async (submit) => {
  const form = submit.target.closest("form.like, form.collect");
  if (!form) return;
  submit.preventDefault();
  const note = form.dataset.note;
  const kind = form.classList.contains("like") ? "like" : "collect";
  const wanted = form.querySelector("button").getAttribute("aria-pressed") !== "true";
  const known = "person" in document.body.dataset;
  if (known) mark(kind, note, wanted);
  const { page, slot } = form.closest(".note, .reel")?.dataset ?? overlay?.card.dataset ?? {};
  const met = new URLSearchParams(page ? { page, slot } : {});
  const unreached = known && (() => hold(kind, note, wanted, met));
  const answer = await post(`/notes/${note}/${wanted ? "" : "un"}${kind}`, met, unreached);
  if (answer?.status === 204 && !answer.headers.has("HX-Redirect")) remember(kind, note, wanted, answer);
  if (!answer && known) mark(kind, note, !wanted);
});

// What was drawn at the moment `from` learns what was given since, and what still waits to be sent.
const catchUp = (from) => [...since(from), ...held()].forEach(({ kind, note, on }) => mark(kind, note, on));
const drawn = Number(document.body.dataset.drawn);
document.addEventListener("notes:more", ({ detail }) => catchUp(detail));
addEventListener("pageshow", ({ persisted }) => persisted && catchUp(drawn));
addEventListener("storage", () => catchUp(drawn));
catchUp(drawn);

function mark(kind, note, on) {
  for (const form of document.querySelectorAll(`form.${kind}[data-note="${note}"]`)) {
    const button = form.querySelector("button");
    if (button.getAttribute("aria-pressed") === String(on)) continue;
    button.setAttribute("aria-pressed", on);
    button.classList.toggle("beat", on);
    form.action = `/notes/${note}/${on ? "un" : ""}${kind}`;
    const count = form.querySelector("[data-count]");
    const number = Math.max(0, Number(count.dataset.count) + (on ? 1 : -1));
    if (number < 1000) count.textContent = number || "";
    count.dataset.count = number;
  }
}

// Boards are chosen in a sheet, and what was let go can be put back: the server says how the star stands.
document.body.addEventListener("collected", ({ detail: { note, on } }) => {
  mark("collect", note, Boolean(on));
  remember("collect", note, Boolean(on), new Response());
});

// The carousel: swiping is the browser's own; arrows, dots and keys are ours.

class Carousel extends HTMLElement {
  connectedCallback() {
    this.list = this.querySelector(".slides");
    this.slides = [...this.list.children];
    for (const slide of this.slides) {
      // The stand-in has done its work once the picture is there.
      const picture = slide.querySelector("picture img");
      const seen = () => slide.querySelector(".haze")?.remove();
      if (picture.complete) seen();
      else picture.addEventListener("load", seen, { once: true });
    }
    if (this.slides.length < 2 || this.dots) return;
    this.back = this.turn("back", "M15 5l-7 7 7 7", -1);
    this.next = this.turn("next", "M9 5l7 7-7 7", 1);
    this.dots = Object.assign(document.createElement("div"), { className: "dots" });
    this.slides.forEach((_, nth) => {
      const dot = document.createElement("button");
      dot.type = "button";
      dot.ariaLabel = `${nth + 1} / ${this.slides.length}`;
      dot.addEventListener("click", () => this.go(nth));
      this.dots.append(dot);
    });
    this.append(this.back, this.next, this.dots);
    this.list.addEventListener("scroll", () => requestAnimationFrame(() => this.mark()), { passive: true });
    this.mark();
  }

  get at() {
    return Math.round(this.list.scrollLeft / Math.max(1, this.list.clientWidth));
  }

  turn(name, path, by) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = `round turn ${name}`;
    button.ariaLabel = this.dataset[name];
    button.innerHTML = `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"/></svg>`;
    button.addEventListener("click", () => this.go(this.at + by));
    return button;
  }

  go(nth) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.list.scrollTo({ left: nth * this.list.clientWidth, behavior: still ? "instant" : "smooth" });
  }

  mark() {
    const at = this.at;
    this.back.disabled = at === 0;
    this.next.disabled = at === this.slides.length - 1;
    [...this.dots.children].forEach((dot, nth) => (nth === at ? dot.setAttribute("aria-current", "true") : dot.removeAttribute("aria-current")));
    const place = this.parentElement.querySelector(".place");
    if (place) place.textContent = `${at + 1}/${this.slides.length}`;
  }
}
customElements.define("serai-carousel", Carousel);

document.addEventListener("keydown", (key) => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key.key];
  if (!by || key.target.matches("input, textarea, select, [contenteditable]")) return;
  const carousel = document.querySelector("dialog[open] serai-carousel, .alone serai-carousel");
  if (carousel?.dots) {
    key.preventDefault();
    carousel.go(carousel.at + by);
  }
});

document.addEventListener("dblclick", (click) => {
  const view = click.target.closest(".media")?.closest(".view");
  const heart = view?.querySelector('.bar .heart[aria-pressed="false"]');
  if (heart) heart.form.requestSubmit();
});

// The comment field: Ctrl+Enter (or Cmd+Enter) sends.
document.addEventListener("keydown", (key) => {
  if (key.key === "Enter" && (key.ctrlKey || key.metaKey) && key.target.matches(".say textarea, .reply textarea")) key.target.form.requestSubmit();
});
document.addEventListener("click", (click) => {
  const jump = click.target.closest("[data-talk]");
  if (!jump) return;
  click.preventDefault();
  jump.closest(".view").querySelector(".talk").scrollIntoView({ block: "start" });
});

// What was begun and not sent is still there when the note is opened again, for the same person.
const whose = document.querySelector('.rail a[href^="/@"]')?.getAttribute("href");
const begun = {
  key: (form) => `serai-begun-${whose}-${new URL(form.action).pathname}`,
  keep: (form, words) => (words ? sessionStorage.setItem(begun.key(form), words) : sessionStorage.removeItem(begun.key(form))),
  put(view) {
    const field = view?.querySelector(".say textarea");
    if (field && !field.value) field.value = sessionStorage.getItem(begun.key(field.form)) ?? "";
  },
};
document.addEventListener("input", ({ target }) => {
  if (target.matches(".say textarea")) begun.keep(target.form, target.value);
});
document.body.addEventListener("htmx:afterRequest", ({ target, detail }) => {
  if (!detail.successful || !target.matches("form.say")) return;
  target.reset();
  target.querySelector(".with-picture")?.removeAttribute("open");
  begun.keep(target, "");
  // What was just said is seen to be there, above the bar.
  requestAnimationFrame(() => document.querySelector("#talk .thread")?.scrollIntoView({ block: "center" }));
});

// The overlay

const home = location.pathname + location.search;
const titled = document.title;
let overlay = null;

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches || !document.startViewTransition;

function change(from, step, to) {
  if (still()) return step();
  if (from) from.style.viewTransitionName = "note-cover";
  const running = document.startViewTransition(() => {
    if (from) from.style.viewTransitionName = "";
    step();
    const after = to();
    if (after) after.style.viewTransitionName = "note-cover";
  });
  running.ready.catch(() => {}); // the next one began before it could move: nothing is lost
  return running.finished.finally(() => {
    const after = to();
    if (after) after.style.viewTransitionName = "";
  });
}

let opening = null;

const SOON = 150; // ms; an answer that takes longer finds the note's frame open, with its cover in it

async function open(link, push) {
  const card = link.closest(".note");
  const mine = (opening = Symbol("opening"));
  const coming = fetch(link.href, { headers: asked }).catch(() => null);
  const first = await Promise.race([coming, new Promise((done) => setTimeout(done, SOON, "later"))]);
  if (mine !== opening || overlay) return; // another note was asked for meanwhile
  const late = first === "later";
  if (late) lay(link, bones(card), push);
  const answer = await coming;
  const html = answer?.ok ? await answer.text() : "";
  if (mine !== opening || (late && !overlay)) return;
  opening = null;
  if (!answer) {
    if (late) history.back();
    return toast(document.body.dataset.offline);
  }
  if (!answer.ok) return late ? location.reload() : location.assign(link.href);
  if (late) fill(overlay.dialog, html);
  else lay(link, html, push);
  catchUp(made(answer));
  card.dispatchEvent(new CustomEvent("note:opened", { bubbles: true }));
}

/** What stands until the note is there: its cover as the card has it, and where its words will be. */
function bones(card) {
  const frame = document.createElement("div");
  frame.innerHTML = `<div class="view-bones" aria-busy="true"><div class="media"></div><div class="words"><i></i><i></i><i></i><i></i></div></div>`;
  const cover = card.querySelector(".cover picture").cloneNode(true);
  cover.querySelector("img").alt = "";
  frame.querySelector(".media").append(cover);
  return frame.innerHTML;
}

function lay(link, html, push) {
  const card = link.closest(".note");
  const dialog = document.createElement("dialog");
  dialog.className = "overlay";
  dialog.innerHTML = `<button type="button" class="round overlay-close" data-leave><svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6l12 12M18 6 6 18"/></svg></button><div class="hold"></div>`;
  dialog.firstChild.ariaLabel = document.body.dataset.wordClose;
  dialog.lastChild.innerHTML = html;
  dialog.dataset.page = card.dataset.page ?? "";
  dialog.ariaLabel = card.querySelector(".title").textContent;
  dialog.addEventListener("cancel", (cancel) => {
    cancel.preventDefault();
    history.back();
  });
  // Some browsers let a second Esc close a dialog without asking: the address follows then.
  dialog.addEventListener("close", () => overlay?.dialog === dialog && history.back());
  dialog.addEventListener("click", (click) => {
    if (click.target === dialog || click.target.closest("[data-leave]")) history.back();
  });
  dialog.addEventListener("wheel", (turn) => turn.target === dialog && turn.preventDefault(), { passive: false });
  const scroll = window.scrollY;
  if (push) history.pushState({ note: link.href }, "", link.href);
  overlay = { dialog, card, link, scroll, at: performance.now() };
  change(card.querySelector(".cover"), () => {
    document.body.append(dialog);
    stand(dialog);
    dialog.showModal();
  }, () => shown(dialog));
}

function fill(dialog, html) {
  dialog.lastChild.innerHTML = html;
  stand(dialog);
}

function stand(dialog) {
  const view = dialog.querySelector(".view");
  if (!view) return;
  begun.put(view);
  if (view.querySelector("serai-clip")) playing();
  dialog.ariaLabel = document.title = view.dataset.title;
  window.htmx?.process(dialog);
}

/** Most notes are pictures: what plays a video is fetched where one stands. */
function playing() {
  import("./clip.js").catch(() => {}); // the browser's own controls serve
}

const shown = (dialog) => dialog.querySelector(".media img:not(.haze)");

function close() {
  if (!overlay) return;
  const { dialog, card, link, scroll, at } = overlay;
  overlay = null;
  document.title = titled;
  card.dispatchEvent(new CustomEvent("note:closed", { bubbles: true, detail: Math.round(performance.now() - at) }));
  change(shown(dialog), () => {
    // What was just said outlives the dialog in which it was said.
    const said = dialog.querySelector(":scope > .toasts");
    if (said) document.getElementById("toasts").replaceChildren(...said.children);
    dialog.close();
    dialog.remove();
    if (window.scrollY !== scroll) window.scrollTo({ top: scroll, behavior: "instant" });
    link.focus({ preventScroll: true });
  }, () => (card.isConnected ? card.querySelector(".cover") : null));
}

document.addEventListener("click", (click) => {
  const link = click.target.closest(".note a.open");
  if (!link || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
  click.preventDefault();
  open(link, true);
});

window.addEventListener("popstate", () => {
  opening = null;
  if (overlay) return close();
  const link = [...document.querySelectorAll(".note a.open")].find((one) => one.href === location.href);
  if (link) return open(link, false);
  // This page was loaded anew at a note's address: what lies behind it is another page.
  if (location.pathname + location.search !== home) location.reload();
});

// A note that is gone closes over its own absence.
document.body.addEventListener("gone", ({ detail }) => overlay?.card.dataset.note === detail.note && history.back());
document.body.addEventListener("gone-author", () => overlay && history.back());
document.body.addEventListener("gone-topic", ({ detail }) => overlay?.card.dataset.topics?.split(" ").includes(detail.topic) && history.back());

// Loaded directly, the note is a page of its own and tells how long it was read.
const alone = document.querySelector(".alone .view");
begun.put(alone);
if (alone && "person" in document.body.dataset) {
  const at = performance.now();
  const tell = (glances) => navigator.sendBeacon("/glances", new Blob([JSON.stringify({ glances })], { type: "application/json" }));
  tell([{ kind: "open", note: alone.dataset.note, value: 1 }]);
  document.addEventListener("note:shared", () => tell([{ kind: "share", note: alone.dataset.note }]));
  addEventListener("pagehide", () => tell([{ kind: "dwell", note: alone.dataset.note, value: Math.round(performance.now() - at) }]), { once: true });
}

