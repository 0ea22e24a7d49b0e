// Single keys, for who wants them: "?" shows which. They sleep while something is written and can be switched off.
import { sheet, toast } from "./frame.js";

const OFF = "serai-keys-off";
const WRITING = "input, textarea, select, [contenteditable]";
const GO = { e: "/", f: "/following", n: "/notices", m: '.rail a[href^="/@"]', s: "/settings" };
let going = 0;

const view = () => document.querySelector("dialog.overlay[open] .view, .alone .view");
const card = () => document.activeElement?.closest(".note");
const at = () => view() ?? document.querySelector(".reel.now") ?? card();

function step(by) {
  const cards = [...document.querySelectorAll(".masonry > .note:not([hidden])")];
  const nth = cards.indexOf(card());
  const next = cards[nth < 0 ? cards.findIndex((one) => one.getBoundingClientRect().bottom > 120) : nth + by];
  next?.querySelector("a.open").focus();
}

const DEEDS = {
  "?": () => sheet("/shortcuts"),
  "/": () => [...document.querySelectorAll(".seek input, .find")].find((one) => one.offsetParent)?.[matchMedia("(max-width: 799px)").matches ? "click" : "focus"](),
  j: () => !view() && step(1),
  k: () => !view() && step(-1),
  l: () => at()?.querySelector("form.like")?.requestSubmit(),
  s: () => (at()?.querySelector("form.collect") ? at().querySelector("form.collect").requestSubmit() : at()?.querySelector(".keep")?.click()),
  w: () => at()?.querySelector("a[data-why]")?.click(),
  c: () => view()?.querySelector(".say textarea")?.focus(),
  p: () => location.assign("/publish"),
  g: () => (going = performance.now()),
};

document.addEventListener("keydown", (key) => {
  if (key.ctrlKey || key.metaKey || key.altKey || key.isComposing || key.target.closest(WRITING)) return;
  if (document.querySelector("dialog.sheet[open]") || localStorage.getItem(OFF)) return;
  if (performance.now() - going < 1500 && GO[key.key]) {
    going = 0;
    const where = GO[key.key];
    location.assign(where.startsWith("/") ? where : (document.querySelector(where)?.href ?? "/sign-in"));
    return;
  }
  const deed = Object.hasOwn(DEEDS, key.key) && DEEDS[key.key];
  if (!deed) return;
  key.preventDefault();
  deed();
});

// The switch in the sheet.
document.addEventListener("change", ({ target }) => {
  if (!target.matches("[data-keys]")) return;
  if (target.checked) localStorage.removeItem(OFF);
  else localStorage.setItem(OFF, "1");
  toast(target.checked ? target.dataset.on : target.dataset.off);
});
class Keys extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector("[data-keys]").checked = !localStorage.getItem(OFF);
  }
}
customElements.define("serai-keys", Keys);
