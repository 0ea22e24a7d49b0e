// Watch: one video plays at a time, the next ones are on their way, those far away let go.
import { asked, sheet, toast } from "./frame.js";
import { made } from "./given.js";
import { arrived, tell } from "./telling.js";
import { mayPlay } from "./clip.js";

const AHEAD = 3; // so many before the end the next page is asked for
const SOON = 2; // so many are fetched beforehand
const ALIVE = 4; // so many on each side keep what was fetched
const LOADS = 30; // pages that come by themselves; then the button waits to be pressed
const STEPS = { ArrowDown: 1, PageDown: 1, j: 1, ArrowUp: -1, PageUp: -1, k: -1 };

class Reels extends HTMLElement {
  connectedCallback() {
    this.loads = 0;
    this.seen = new IntersectionObserver((entries) => this.look(entries), { root: this, threshold: [0.6] });
    this.reels.forEach((reel) => this.take(reel));
    this.addEventListener("click", (click) => this.pressed(click));
    document.addEventListener("keydown", (key) => this.step(key), { capture: true });
    addEventListener("pagehide", () => this.clip(this.now)?.leave());
    addEventListener("pageshow", ({ persisted }) => persisted && this.clip(this.now)?.enter());
    document.addEventListener("visibilitychange", () => this.hide(document.visibilityState === "hidden"));
    for (const name of ["gone", "gone-author", "gone-topic"]) document.body.addEventListener(name, ({ detail }) => this.drop(detail));
  }

  get reels() {
    return [...this.querySelectorAll(".reel:not([hidden])")];
  }

  clip(reel) {
    return reel?.querySelector("serai-clip");
  }

  take(reel) {
    const words = reel.querySelector(".folded-words");
    const more = reel.querySelector(".unfold");
    words.classList.remove("open");
    more.hidden = ![...words.querySelectorAll("h1:not(.offscreen), .note-text")].some((one) => one.scrollHeight > one.clientHeight + 2);
    this.seen.observe(reel);
  }

  look(entries) {
    const at = entries.find((entry) => entry.isIntersecting)?.target;
    if (at && at !== this.now) this.turn(at);
  }

  /** `reel` is looked at now, and the one before is not. */
  turn(reel) {
    this.clip(this.now)?.leave(true);
    this.now?.classList.remove("now");
    this.now = reel;
    reel.classList.add("now");
    const { note, page, slot, title } = reel.dataset;
    document.title = title;
    history.replaceState(history.state, "", `/watch/${note}`);
    tell({ kind: "impression", note, page, slot: slot === undefined ? undefined : Number(slot), value: 1 });
    this.clip(reel).enter();
    this.around(reel);
  }

  around(reel) {
    const all = this.reels;
    const at = all.indexOf(reel);
    all.forEach((other, nth) => {
      const far = nth - at;
      if (Math.abs(far) > ALIVE) this.clip(other).rest();
      else if (far > 0 && far <= SOON && mayPlay()) this.clip(other).warm();
    });
    if (at >= all.length - AHEAD && this.loads < LOADS) this.more();
  }

  /** The next page knows what was watched and what was left a moment ago. */
  async more(byHand = false) {
    const link = this.querySelector("[data-more]");
    if (!link || link.ariaDisabled === "true") return;
    link.ariaDisabled = "true";
    this.clip(this.now)?.report();
    await arrived();
    const answer = await fetch(link.href, { headers: asked }).catch(() => null);
    if (!answer?.ok) {
      link.ariaDisabled = "false";
      if (byHand) toast(document.body.dataset.offline);
      return;
    }
    this.loads = byHand ? 0 : this.loads + 1;
    const next = document.createElement("template");
    next.innerHTML = await answer.text();
    const known = new Set(this.reels.map((reel) => reel.id));
    const reels = [...next.content.querySelectorAll(".reel")].filter((reel) => !known.has(reel.id));
    const end = link.closest(".more-notes");
    end.before(...reels);
    const after = reels.length ? next.content.querySelector(".more-notes") : null;
    if (after) end.replaceWith(after);
    else end.remove();
    reels.forEach((reel) => {
      window.htmx?.process(reel);
      this.take(reel);
    });
    document.dispatchEvent(new CustomEvent("notes:more", { detail: made(answer) }));
    if (byHand && reels[0]) this.go(reels[0]);
    else if (this.now) this.around(this.now);
  }

  go(reel) {
    const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    reel.scrollIntoView({ block: "start", behavior: smooth ? "smooth" : "instant" });
  }

  step(key) {
    const by = STEPS[key.key];
    if (!by || key.ctrlKey || key.metaKey || key.altKey || key.target.closest("input:not([type=range]), textarea, select, dialog")) return;
    if (document.querySelector("dialog[open]") || (key.key.length === 1 && localStorage.getItem("serai-keys-off"))) return;
    const all = this.reels;
    const other = all[all.indexOf(this.now) + by];
    key.preventDefault();
    key.stopPropagation();
    if (other) this.go(other);
    else if (by > 0) this.more(true);
  }

  pressed(click) {
    const plain = click.button === 0 && !(click.metaKey || click.ctrlKey || click.shiftKey);
    const fold = click.target.closest(".unfold");
    if (fold) return this.unfold(fold);
    const link = click.target.closest("[data-more], [data-talk-of]");
    if (!link || !plain) return;
    click.preventDefault();
    if ("more" in link.dataset) this.more(true);
    else this.talk(link);
  }

  unfold(button) {
    const open = button.parentElement.querySelector(".folded-words").classList.toggle("open");
    button.ariaExpanded = String(open);
    button.textContent = open ? button.dataset.less : this.dataset.wordUnfold;
  }

  /** The talk lies over the video, which goes on. */
  async talk(link) {
    const { note, page } = link.closest(".reel").dataset;
    tell({ kind: "open", note, page, value: 1 });
    await sheet(link.href);
    const dialog = document.querySelector("dialog.sheet:last-of-type");
    if (!dialog?.querySelector("#talk")) return;
    dialog.classList.add("talking");
    dialog.addEventListener("close", () => {
      link.querySelector(".number").textContent = dialog.querySelector("#talk-count").textContent;
      link.focus();
    });
  }

  hide(away) {
    const clip = this.clip(this.now);
    if (!clip) return;
    if (away) {
      this.played = clip.classList.contains("playing");
      clip.video.pause();
    } else if (this.played) clip.play();
  }

  /** What is not to be seen again makes room for the next one. */
  drop({ note, handle, topic }) {
    const gone = (reel) => reel.dataset.note === note || (handle && reel.querySelector(`.who[href="/@${handle}"]`)) || (topic && reel.dataset.topics.split(" ").includes(topic));
    for (const reel of this.reels.filter(gone)) {
      this.clip(reel).leave();
      reel.hidden = true;
    }
    if (this.now?.hidden) this.now = null;
  }
}
customElements.define("serai-reels", Reels);
document.addEventListener("note:shared", ({ target }) => {
  const { note, page } = target.closest(".reel")?.dataset ?? {};
  if (note) tell({ kind: "share", note, page });
});
