// A video on its way: sent in one go where the line holds, from where it broke where it does not.
// The API speaks tus; the bytes that arrived are the server's to know, so any page can go on.
import { asked } from "./frame.js";

const API = "/api/serai/v1/clips";
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const LINE = { "tus-resumable": "1.0.0" };

class Upload extends HTMLElement {
  connectedCallback() {
    this.which = this.querySelector('[name="clip"]');
    this.room = this.querySelector("[data-stage-room]");
    this.input = this.querySelector('[type="file"]');
    this.drop = this.querySelector("[data-video-drop]");
    this.input.addEventListener("change", () => {
      const [file] = this.input.files;
      this.input.value = "";
      if (file) this.choose(file);
    });
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-pause]")) this.pause();
      if (target.closest("[data-resume]")) this.send();
      if (target.closest("[data-leave-out]")) this.leaveOut();
    });
    this.addEventListener("htmx:afterSwap", () => this.drawn());
    this.addEventListener("seeked", (event) => this.tell(event.target), true);
    addEventListener("online", () => this.file && !this.paused && this.send());
    addEventListener("beforeunload", (event) => {
      if (!this.file) return;
      event.preventDefault();
      event.returnValue = this.dataset.sayLeaving;
    });
  }

  get stage() {
    return this.room.querySelector(".filming");
  }

  get isSending() {
    return Boolean(this.file);
  }

  async choose(file) {
    this.closest("form").elements.kind.value = "video";
    if (file.size > Number(this.dataset.heaviest)) return this.refuse(this.dataset.sayHeavy);
    const known = this.stage?.dataset;
    const goesOn = known?.film === "arriving";
    if (goesOn && (known.name !== file.name || Number(known.size) !== file.size)) return this.refuse(this.dataset.sayOther.replace("{name}", known.name));
    if (!goesOn && !(await this.begin(file))) return;
    this.file = file;
    this.send();
  }

  /** A clip of that name and size; false where it was refused, which is said. */
  async begin(file) {
    const body = JSON.stringify({ name: file.name, size: file.size });
    const answer = await fetch(API, { method: "POST", headers: { "content-type": "application/json" }, body }).catch(() => null);
    const told = await answer?.json().catch(() => null);
    if (!answer?.ok) {
      this.refuse(told?.detail ?? this.dataset.sayBroken);
      return false;
    }
    this.which.value = told.id;
    this.which.dispatchEvent(new Event("input", { bubbles: true }));
    await this.draw();
    return true;
  }

  get address() {
    return `${API}/${this.which.value}/file`;
  }

  async send() {
    if (!this.file || this.request) return;
    this.paused = false;
    this.say(this.dataset.saySending);
    const answer = await fetch(this.address, { method: "HEAD", headers: LINE }).catch(() => null);
    if (!answer) return this.later();
    if (!answer.ok) return this.stop();
    const offset = Number(answer.headers.get("upload-offset"));
    if (offset >= this.file.size) return this.arrived();
    this.patch(offset);
  }

  patch(offset) {
    const request = (this.request = new XMLHttpRequest());
    const began = performance.now();
    request.upload.addEventListener("progress", ({ loaded }) => {
      this.wait = FIRST_WAIT;
      this.show(offset + loaded, loaded / (performance.now() - began));
    });
    request.addEventListener("loadend", () => {
      this.request = null;
      if (this.paused) return;
      if (request.status === 204) this.send();
      else if (request.status >= 400 && request.status < 500 && request.status !== 409) this.stop(detail(request.responseText));
      else this.later();
    });
    request.open("PATCH", this.address);
    for (const [name, value] of Object.entries({ ...LINE, "content-type": "application/offset+octet-stream", "upload-offset": offset })) request.setRequestHeader(name, value);
    request.send(this.file.slice(offset));
    this.buttons();
  }

  /** Once more in a moment, each time after a longer one. */
  later() {
    this.say(this.dataset.sayBroken);
    this.wait = Math.min((this.wait ?? FIRST_WAIT) * 2, LONGEST_WAIT);
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => !this.paused && this.send(), this.wait);
  }

  pause() {
    this.paused = true;
    this.request?.abort();
    this.say(this.dataset.sayPaused);
    this.buttons();
  }

  async arrived() {
    this.file = null;
    this.buttons();
    await this.draw();
    this.dispatchEvent(new CustomEvent("arrived", { bubbles: true }));
  }

  stop(words) {
    this.file = null;
    this.buttons();
    if (words) this.refuse(words);
    this.draw();
  }

  leaveOut() {
    const which = this.which.value;
    this.paused = true;
    this.request?.abort();
    this.file = null;
    this.which.value = "";
    this.which.dispatchEvent(new Event("input", { bubbles: true }));
    this.room.replaceChildren();
    this.buttons();
    this.drawn();
    if (which) fetch(`${API}/${which}`, { method: "DELETE" }).catch(() => null); // else a week lets go of it
  }

  // What is seen

  async draw() {
    const answer = await fetch(`/clips/${this.which.value}/stage`, { headers: asked }).catch(() => null);
    if (!answer?.ok) return;
    this.room.innerHTML = await answer.text();
    window.htmx?.process(this.room);
    this.drawn();
  }

  drawn() {
    const state = this.stage?.dataset.film;
    this.drop.hidden = this.isSending || Boolean(state && !["arriving", "refused"].includes(state));
    this.querySelector("[data-leave-out]").hidden = !state;
    this.buttons();
    if (state) this.dispatchEvent(new CustomEvent("staged", { bubbles: true, detail: { state } }));
  }

  show(here, speed) {
    const share = here / this.file.size;
    const left = (this.file.size - here) / speed / 1000;
    const bar = this.room.querySelector("progress");
    if (!bar) return;
    bar.value = share;
    this.room.querySelector("[data-share]").textContent = `${Math.floor(share * 100)} %`;
    const words = Number.isFinite(left) && left > 5 ? `, ${this.dataset.sayLeft.replace("{time}", minutes(left))}` : "";
    this.say(this.dataset.saySending + words);
  }

  say(words) {
    const line = this.room.querySelector("[data-said-of-upload]");
    if (line && line.textContent !== words) line.textContent = words;
  }

  refuse(words) {
    this.closest("serai-composer").refuse(words);
  }

  buttons() {
    const row = this.querySelector("[data-sending]");
    row.hidden = !this.file;
    row.querySelector("[data-pause]").hidden = Boolean(this.paused);
    row.querySelector("[data-resume]").hidden = !this.paused;
    if (this.file) this.drop.hidden = true;
  }

  /** The moment somebody looks at is the one that the button makes the cover. */
  tell(video) {
    const field = this.querySelector('[name="pose_at"]');
    if (field && video.currentTime !== undefined) field.value = video.currentTime.toFixed(1);
  }
}

function detail(text) {
  try {
    return JSON.parse(text).detail;
  } catch {
    return "";
  }
}

function minutes(seconds) {
  const unit = seconds < 90 ? "second" : "minute";
  const count = Math.ceil(unit === "second" ? seconds : seconds / 60);
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

customElements.define("serai-upload", Upload);
