// Keep what somebody writes: on the server a second after the last key, and on this device until
// the server has it. A slot on the device is a draft that still has to be sent.
import { asked } from "./frame.js";

const FIELDS = ["kind", "title", "text", "topics", "audience", "words", "style", "behind", "origin", "place", "clip", "clip_alt", "when", "offset", "kept", "version", "hand"];
const QUIET = 1000;
const AGAIN = 10000;

export class Keeper {
  /** `composer` has `form`, `pictures()` and `put(slot)`. */
  constructor(composer) {
    this.composer = composer;
    this.form = composer.form;
    this.says = composer.dataset;
    this.prefix = `serai-draft-${this.says.person}-`;
    this.line = composer.querySelector("[data-kept]");
    this.over = !("keeps" in this.says);
    if (this.over) return;
    addEventListener("beforeunload", () => (this.leaving = true));
    addEventListener("pageshow", () => (this.leaving = false));
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
    addEventListener("online", () => this.dirty && this.save());
  }

  /** Something was typed. */
  touch() {
    if (this.over) return;
    const slot = this.slot();
    const worth = slot.kept || slot.pictures.length || ["title", "text", "words", "place", "when", "clip"].some((name) => slot[name]);
    this.dirty = Boolean(worth);
    if (!worth) return localStorage.removeItem(this.place(slot));
    localStorage.setItem(this.place(slot), JSON.stringify(slot));
    this.later(QUIET);
  }

  later(wait) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.save(), wait);
  }

  /** Send it, one save at a time. */
  async save() {
    clearTimeout(this.waiting);
    await this.saving;
    if (this.over || !this.dirty) return;
    this.dirty = false;
    this.saving = this.send(this.slot());
    const heard = await this.saving;
    if (heard?.id) this.saved(heard);
    else if (!this.over) this.missed(heard);
  }

  saved({ id, version, saved_at, told }) {
    const { kept, version: held } = this.form.elements;
    Object.assign(kept, { value: id });
    Object.assign(held, { value: version });
    if (this.leaving) return; // the page that comes next may not know of this save: its slot stays
    if (!this.dirty) localStorage.removeItem(this.place(this.slot()));
    history.replaceState(null, "", `/publish?draft=${id}`);
    const time = new Date(saved_at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    this.say([told, this.says.saySaved.replace("{time}", time)].filter(Boolean).join(" "));
  }

  missed(why) {
    this.dirty = true;
    this.say(why || this.says.sayUnsaved);
    if (!why) this.later(AGAIN);
  }

  say(words) {
    if (this.line.textContent !== words) this.line.textContent = words;
  }

  /** Resolves to what was saved, to a sentence of refusal, or to nothing where no answer came. */
  async send(slot) {
    const answer = await fetch("/drafts", { method: "POST", headers: asked, body: formOf(slot), keepalive: true }).catch(() => null);
    if (!answer || answer.status >= 500) return null;
    return answer.ok ? answer.json() : answer.text();
  }

  leave() {
    if (this.over || !this.dirty) return;
    this.save();
  }

  /** It is published, or given up: nothing is kept from here on. */
  async end() {
    this.over = true;
    clearTimeout(this.waiting);
    localStorage.removeItem(this.place(this.slot()));
  }

  /** Nothing of this page is on its way when the promise is kept. */
  async settle() {
    clearTimeout(this.waiting);
    await this.saving;
  }

  slot() {
    const slot = { at: Date.now(), pictures: this.composer.pictures() };
    for (const name of FIELDS) slot[name] = this.form.elements[name]?.value ?? "";
    return slot;
  }

  place(slot) {
    return this.prefix + slot.hand;
  }

  /** What waits on this device: the page's own draft is shown, the others are sent. */
  async restore() {
    if (this.over) return;
    const mine = this.form.elements.kept.value;
    const slots = this.slots();
    const shown = slots.find((slot) => (mine ? slot.kept === mine : true));
    if (shown) {
      this.composer.put(shown, FIELDS);
      this.touch();
    }
    for (const slot of slots) {
      if (slot !== shown && (await this.send(slot))?.id) localStorage.removeItem(this.place(slot));
    }
    return shown;
  }

  slots() {
    const found = [];
    for (const key of Object.keys(localStorage)) {
      if (!key.startsWith(this.prefix)) continue;
      try {
        found.push(JSON.parse(localStorage.getItem(key)));
      } catch {
        localStorage.removeItem(key);
      }
    }
    return found.filter((slot) => slot?.hand).sort((one, other) => other.at - one.at);
  }
}

function formOf(slot) {
  const body = new FormData();
  for (const name of FIELDS) body.set(name, slot[name] ?? "");
  for (const { id, alt } of slot.pictures) {
    body.append("picture", id);
    body.append("alt", alt);
  }
  return body;
}

/** A time is typed in the reader's own zone; the server hears how far that is ahead of UTC. */
export function inOwnTime(form) {
  const { when, offset } = form.elements;
  if (!when || !offset) return;
  for (const name of ["min", "max", ...("utc" in when.dataset ? ["value"] : [])]) if (when[name]) when[name] = local(new Date(`${when[name]}Z`));
  const hint = form.querySelector("[data-zone]");
  hint.textContent = hint.dataset.zone.replace("{zone}", Intl.DateTimeFormat().resolvedOptions().timeZone);
  const tell = () => (offset.value = when.value ? -new Date(when.value).getTimezoneOffset() : "");
  when.addEventListener("input", tell);
  tell();
}

function local(moment) {
  return new Date(moment - moment.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}
