// The feed: more notes when the end comes near, and glances told in batches, for people who are signed in.
import { asked, asking, sheet } from "./frame.js";
import { made } from "./given.js";
import { tell, telling } from "./telling.js";

const feed = document.querySelector("serai-masonry[data-feed]");
const LOADS = 6; // after so many by themselves, the button waits to be pressed: there is a way out of the feed
let loads = 0;

const near = new IntersectionObserver(
  ([end]) => end.isIntersecting && loads < LOADS && more(end.target.querySelector("[data-more]")),
  { rootMargin: "900px" },
);

async function more(link) {
  if (!link || link.ariaDisabled === "true") return;
  link.ariaDisabled = "true";
  const byHand = document.activeElement === link;
  const bones = standIns();
  feed.append(...bones);
  const answer = await fetch(link.href, { headers: asked }).catch(() => null);
  bones.forEach((bone) => bone.remove());
  if (!answer?.ok) {
    link.ariaDisabled = "false";
    loads = LOADS;
    return;
  }
  loads += 1;
  const next = document.createElement("template");
  next.innerHTML = await answer.text();
  const known = new Set([...feed.children].map((card) => card.id));
  const cards = [...next.content.querySelectorAll("article.note")].filter((card) => !known.has(card.id));
  const base = feed.children.length;
  cards.forEach((card, nth) => card.setAttribute("aria-posinset", base + nth + 1));
  feed.append(...cards);
  document.dispatchEvent(new CustomEvent("notes:more", { detail: made(answer) }));
  const end = link.closest(".more-notes");
  near.unobserve(end);
  const after = next.content.querySelector(".more-notes");
  if (after) {
    end.replaceWith(after);
    if (after.querySelector("[data-more]")) near.observe(after);
  } else end.remove();
  cards.forEach((card) => watch(card));
  if (byHand) cards[0]?.querySelector("a.open").focus();
}

/** One card a column that says where the next notes will stand; the device reads nothing aloud of them. */
function standIns() {
  const columns = Number(getComputedStyle(feed).getPropertyValue("--columns")) || 2;
  return Array.from({ length: columns }, () => {
    const bone = document.createElement("div");
    bone.className = "note bones";
    bone.ariaHidden = "true";
    bone.innerHTML = '<span class="cover"></span><i></i><i></i>';
    return bone;
  });
}

// Glances

const timers = new Map();

function glance(kind, card, value) {
  const { note, page, slot } = card.dataset;
  tell({ kind, note, page, slot: slot === undefined ? undefined : Number(slot), value });
}

const seen = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting, intersectionRatio } of entries) {
      clearTimeout(timers.get(target));
      if (!isIntersecting || intersectionRatio < 0.5) continue;
      timers.set(target, setTimeout(() => {
        seen.unobserve(target);
        timers.delete(target);
        glance("impression", target.closest(".note"), 1);
      }, 1000));
    }
  },
  { threshold: [0.5] },
);

const watch = (card) => telling && seen.observe(card.querySelector(".cover"));

document.addEventListener("note:opened", ({ target }) => glance("open", target, 1));
document.addEventListener("note:closed", ({ target, detail }) => glance("dwell", target, detail));
document.addEventListener("note:shared", ({ target }) => {
  const { note } = target.closest(".view")?.dataset ?? {};
  const { page } = target.closest("dialog.overlay")?.dataset ?? {};
  if (note) glance("share", { dataset: { note, page: page || undefined } });
});
const visited = document.querySelector("[data-visit]");
if (visited) tell({ kind: "visit", author: visited.dataset.visit });

if (feed) {
  [...feed.querySelectorAll(".note")].forEach(watch);
  const end = document.querySelector(".more-notes");
  if (end?.querySelector("[data-more]")) near.observe(end);

  document.addEventListener("click", (click) => {
    const link = click.target.closest("[data-more]");
    if (!link || click.metaKey || click.ctrlKey) return;
    click.preventDefault();
    loads = Math.max(0, loads - 2);
    more(link);
  });

  // A long press asks why, where there is no pointer to hover with.
  feed.addEventListener("contextmenu", (press) => {
    const card = press.target.closest(".note");
    if (card && matchMedia("(hover: none)").matches) {
      press.preventDefault();
      sheet(asking(card.querySelector("[data-why]")));
    }
  });

  // As the feed pattern has it: Page Down and Page Up go from article to article.
  feed.addEventListener("keydown", (key) => {
    const step = { PageDown: "nextElementSibling", PageUp: "previousElementSibling" }[key.key];
    const other = step && key.target.closest(".note")?.[step];
    if (!other) return;
    key.preventDefault();
    other.querySelector("a.open").focus();
  });
}

// What is not to be seen again leaves the page at once, and is there again if that is taken back.
document.body.addEventListener("gone", ({ detail }) =>
  document.querySelectorAll(`.note[data-note="${detail.note}"]`).forEach((card) => (card.hidden = true)));
document.body.addEventListener("gone-author", ({ detail }) =>
  document.querySelectorAll(`.note a.author[href="/@${detail.handle}"]`).forEach((link) => (link.closest(".note").hidden = true)));
document.body.addEventListener("gone-topic", ({ detail }) =>
  document.querySelectorAll(`.note[data-topics~="${CSS.escape(detail.topic)}"]`).forEach((card) => (card.hidden = true)));
