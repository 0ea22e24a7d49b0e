// The composer: pictures sent while one writes, put in order by hand or by keys; words seen as the
// cover they become; nothing typed is ever lost. Without this file the same form does the same.
import { toast } from "./frame.js";
import { chooseCover } from "./cover.js";
import { askOfCrop } from "./crop.js";
import { inOwnTime, Keeper } from "./keeping.js";
import { keepStill, motionOf, move, paired, tellMotion } from "./motion.js";
import { sendPicture, withSrc } from "./sending.js";
import { takeOrder } from "./strip.js";

const FETCHED = ["publish", "schedule", "stay"];

class Composer extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.shots = this.querySelector("[data-shots]");
    this.nameAnew();
    this.keeper = new Keeper(this);
    inOwnTime(this.form);
    this.takeFiles();
    takeOrder(this);
    keepStill(this);
    this.countLetters();
    chooseCover(this);
    this.form.addEventListener("submit", (event) => this.send(event));
    this.form.addEventListener("input", () => this.keep());
    if ("fresh" in this.dataset) this.restore();
  }

  /** A page kept for a time without a network may be opened twice: each time it makes another note. */
  nameAnew() {
    const { once, hand } = this.form.elements;
    for (const field of [once, hand]) if (field && crypto.randomUUID) field.value = crypto.randomUUID();
  }

  // Pictures

  takeFiles() {
    const input = this.querySelector('input[name="files"]');
    const drop = this.querySelector("[data-drop-here]");
    input.addEventListener("change", () => {
      this.add([...input.files]);
      input.value = "";
    });
    for (const [name, over] of [["dragenter", true], ["dragover", true], ["dragleave", false], ["drop", false]]) {
      this.addEventListener(name, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        drop.classList.toggle("over", over);
        if (name === "drop") this.add([...event.dataTransfer.files]);
      });
    }
    this.addEventListener("paste", (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length) this.add(files);
    });
  }

  async add(files) {
    const { pairs, films: [film] } = paired(files);
    if (film && !pairs.length) return this.querySelector("serai-upload").choose(film);
    this.form.elements.kind.value = "photo";
    const room = Number(this.dataset.most) - this.shots.children.length;
    if (pairs.length > room) this.refuse(this.dataset.sayMost);
    else if (film) this.refuse(this.dataset.sayAlone.replace("{name}", film.name));
    const shots = pairs.slice(0, room).map((pair) => ({ ...pair, shot: this.newShot() }));
    for (const { file, film, shot } of shots) await this.sendOne(file, shot, film); // one by one: kind to phones
  }

  newShot(known) {
    const shot = this.querySelector("template[data-shot]").content.firstElementChild.cloneNode(true);
    this.shots.append(shot);
    if (known) {
      shot.querySelector("img").addEventListener("error", () => this.lookAgain(shot), { once: true });
      this.fill(shot, known);
    } else shot.classList.add("sending");
    return shot;
  }

  fill(shot, { id, src, width, height, alt, motion, cropped }) {
    shot.classList.remove("sending");
    shot.querySelector('[name="picture"]').value = id;
    Object.assign(shot.querySelector("img"), { src, width, height });
    if (alt) shot.querySelector('[name="alt"]').value = alt;
    tellMotion(shot, motion, cropped);
  }

  /** Its file is gone: it was cropped in another tab, or its week is over. */
  async lookAgain(shot) {
    const { status, said } = await askOfCrop(shot.querySelector('[name="picture"]').value);
    if (status === 200) this.fill(shot, { ...withSrc(said.picture), alt: "", cropped: said.cropped_at });
    else if (status === 404) shot.remove();
  }

  async sendOne(file, shot, film) {
    const bar = shot.querySelector("progress");
    bar.hidden = false;
    const heavy = file.size > Number(this.dataset.heaviest);
    const answer = heavy ? { refused: this.dataset.sayHeavy } : await sendPicture(file, (share) => (bar.value = share));
    bar.hidden = true;
    if (answer.id) {
      const moved = film && (await move(answer.id, { file: film }));
      if (moved && !moved.id) this.refuse(`${film.name}: ${moved.refused ?? this.dataset.sayOffline}`);
      this.fill(shot, moved?.id ? withSrc(moved) : answer);
      this.keep();
    } else {
      shot.remove();
      this.refuse(`${file.name}: ${answer.refused ?? this.dataset.sayOffline}`);
    }
  }

  leaveOut(shot) {
    const before = shot.nextElementSibling;
    shot.remove();
    this.keep();
    toast(this.dataset.sayGone, { word: this.dataset.sayBack, do: () => {
      this.shots.insertBefore(shot, before?.isConnected ? before : null);
      this.keep();
    } });
  }

  // Words

  countLetters() {
    for (const field of this.querySelectorAll("[data-count]")) {
      const count = Object.assign(document.createElement("span"), { className: "count" });
      field.after(count);
      const tell = () => {
        const left = field.maxLength - field.value.length;
        count.textContent = left < field.maxLength / 4 ? left : "";
        count.classList.toggle("full", left === 0);
      };
      field.addEventListener("input", tell);
      tell();
    }
  }

  // Sending the note

  async send(event) {
    const act = event.submitter?.value ?? "publish";
    if (!FETCHED.includes(act)) return;
    event.preventDefault();
    if (this.shots.querySelector(".sending")) return this.refuse(this.dataset.sayWait);
    const button = event.submitter ?? this.querySelector("[data-send]");
    button.disabled = true;
    await this.keeper.settle(); // else a save on its way would come behind the note
    const body = new FormData(this.form);
    body.set("act", act);
    const answer = await fetch(this.form.action, { method: "POST", headers: { accept: "text/html" }, body }).catch(() => null);
    button.disabled = false;
    if (!answer) return this.refuse(this.dataset.sayOffline);
    if (answer.redirected) {
      this.keeper.end();
      return this.goOn(answer.url);
    }
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
    const said = drawn.querySelector("[data-refused], [role=alert] p");
    this.refuse(said?.textContent.trim() || this.dataset.sayOffline);
    if (answer.status === 401) this.offerDoor();
  }

  /** A video that is still being sent needs this page: its note is kept, and goes out by itself. */
  goOn(url) {
    const upload = this.querySelector("serai-upload");
    if (this.form.elements.kind.value !== "video" || !upload.isSending) return location.assign(url);
    upload.addEventListener("arrived", () => location.assign(url), { once: true });
    toast(upload.dataset.sayWaits);
    this.querySelector("[data-send]").disabled = true;
  }

  /** Whoever was signed out meanwhile signs in in another tab, or here: the draft waits on this device. */
  offerDoor() {
    const link = Object.assign(document.createElement("a"), { className: "link", href: "/sign-in?then=/publish", textContent: this.dataset.saySignIn });
    this.querySelector("[data-refused]").append(" ", link);
  }

  refuse(words) {
    const box = this.querySelector("[data-refused]");
    box.textContent = words;
    box.hidden = !words;
    if (words) box.scrollIntoView({ block: "nearest" });
  }

  // What is written is kept: see keeping.js

  keep() {
    this.keeper.touch();
  }

  pictures() {
    return [...this.shots.querySelectorAll(".shot:not(.sending)")].map(picture);
  }

  put(slot, fields) {
    for (const name of fields) if (slot[name] && this.form.elements[name]) this.form.elements[name].value = slot[name];
    const { when, origin } = this.form.elements;
    if (when?.validity.rangeUnderflow) when.value = ""; // it has passed meanwhile
    if (when?.value) this.querySelector(".later").open = true;
    if (origin && origin.selectedIndex < 0) origin.value = ""; // it came over meanwhile
    const drawn = new Map(this.pictures().map((one) => [one.id, one])); // as cropped meanwhile elsewhere
    this.shots.replaceChildren();
    for (const known of slot.pictures ?? []) this.newShot({ ...known, ...drawn.get(known.id), alt: known.alt });
    for (const field of this.querySelectorAll("[data-count]")) field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  async restore() {
    if (!(await this.keeper.restore())) return;
    toast(this.dataset.sayKept, { word: this.dataset.sayAnew, do: async () => {
      await this.keeper.save();
      this.keeper.end();
      location.assign("/publish");
    } });
  }
}

function picture(shot) {
  const { src, width, height } = shot.querySelector("img");
  return {
    id: shot.querySelector('[name="picture"]').value,
    alt: shot.querySelector('[name="alt"]').value,
    motion: motionOf(shot),
    src: new URL(src).pathname,
    width,
    height,
  };
}

customElements.define("serai-composer", Composer);
