// Crop a picture in a dialog: a frame over the whole of it, moved and resized by mouse, finger or
// keys. All that is counted here is in pixels of the whole. Without this file a form does the same.
import { toast } from "./frame.js";
import { withSrc } from "./sending.js";

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const RATIOS = { "3:4": 3 / 4, "1:1": 1, "4:3": 4 / 3 };
const QUIET = 400;

/** What the API says of a picture's crop: its status, 0 where no answer came, and what it said. */
export async function askOfCrop(id, method = "GET", part) {
  const body = part && { body: JSON.stringify(part), headers: { "content-type": "application/json" } };
  const answer = await fetch(`/api/serai/v1/pictures/${id}/crop`, { method, ...body }).catch(() => null);
  return { status: answer?.status ?? 0, said: await answer?.json().catch(() => null) };
}

class Crop extends HTMLElement {
  connectedCallback() {
    this.composer = this.closest("serai-composer");
    this.dialog = this.querySelector("dialog");
    this.stage = this.querySelector("[data-stage]");
    this.image = this.querySelector("[data-whole]");
    this.frame = this.querySelector("[data-frame]");
    this.composer.addEventListener("click", (click) => {
      const button = click.target.closest("[data-crop]");
      if (!button) return;
      click.preventDefault();
      this.open(button);
    });
    this.dialog.addEventListener("click", ({ target }) => {
      if (target === this.dialog || target.closest("[data-close]")) this.dialog.close();
      else if (target.closest("[data-keep]")) this.keep();
      else if (target.closest("[data-all]")) this.change("DELETE");
    });
    this.addEventListener("change", ({ target }) => this.shape(target.value));
    this.frame.addEventListener("keydown", (key) => this.step(key));
    this.frame.addEventListener("pointerdown", (down) => this.hold(down));
    this.image.addEventListener("load", () => this.stage.classList.remove("waiting"));
    this.image.addEventListener("error", () => this.refuse(this.composer.dataset.sayOffline));
  }

  async open(button) {
    const shot = button.closest(".shot");
    const picture = shot.querySelector('[name="picture"]').value;
    this.asked = picture;
    button.disabled = true;
    const { status, said } = await askOfCrop(picture);
    button.disabled = false;
    if (this.asked !== picture) return; // another one was asked for meanwhile
    Object.assign(this, { shot, picture });
    if (status !== 200) return this.missed(status, said);
    this.refuse("");
    button.focus(); // where a dialog gives the focus back
    const { width, height, url } = said.whole;
    Object.assign(this, { known: said, whole: said.whole, box: { ...said.part }, ratio: null });
    // Its box is there before the picture is.
    this.stage.style.width = `min(100%, calc(min(52dvh, 560px) * ${width / height}))`;
    this.stage.classList.add("waiting");
    Object.assign(this.image, { width, height, src: url });
    if (this.image.complete) this.stage.classList.remove("waiting");
    this.querySelector("[data-all]").hidden = !said.cropped_at;
    this.dialog.showModal();
    this.querySelector('[value="free"]').checked = true;
    this.paint();
    this.frame.focus();
  }

  // The frame

  /** The largest frame of that ratio, about where it was. */
  shape(name) {
    const { width: wide, height: high } = this.whole;
    this.ratio = name === "original" ? wide / high : (RATIOS[name] ?? null);
    if (!this.ratio) return;
    const { left, top, width, height } = this.box;
    const across = Math.min(wide, high * this.ratio);
    this.box = { ...this.box, width: Math.round(across), height: Math.round(across / this.ratio) };
    this.place(left + (width - this.box.width) / 2, top + (height - this.box.height) / 2);
  }

  place(left, top) {
    const { width, height } = this.box;
    this.box.left = Math.round(Math.min(Math.max(0, left), this.whole.width - width));
    this.box.top = Math.round(Math.min(Math.max(0, top), this.whole.height - height));
    this.paint();
  }

  /** As large as asked from a corner that stays, in the ratio, within the picture. */
  size(fixed, width, height) {
    const least = Number(this.dataset.least);
    const wide = fixed.right ? fixed.x : this.whole.width - fixed.x;
    const high = fixed.bottom ? fixed.y : this.whole.height - fixed.y;
    if (this.ratio) {
      width = Math.max(least, least * this.ratio, Math.min(width, wide, high * this.ratio));
      height = width / this.ratio;
    }
    width = Math.round(Math.min(Math.max(least, width), wide));
    height = Math.round(Math.min(Math.max(least, height), high));
    this.box = { left: fixed.right ? fixed.x - width : fixed.x, top: fixed.bottom ? fixed.y - height : fixed.y, width, height };
    this.paint();
  }

  step(key) {
    const way = WAYS[key.key];
    if (!way || key.ctrlKey || key.metaKey) return;
    key.preventDefault(); // Alt and an arrow would leave the page
    const by = key.altKey ? 1 : Math.max(1, Math.round(Math.max(this.whole.width, this.whole.height) / 100));
    const [x, y] = way.map((one) => one * by);
    const { left, top, width, height } = this.box;
    if (!key.shiftKey) this.place(left + x, top + y);
    else if (this.ratio && y) this.size({ x: left, y: top }, (height + y) * this.ratio, 0);
    else this.size({ x: left, y: top }, width + x, height + y);
    this.tell();
  }

  hold(down) {
    if (down.button !== 0) return;
    down.preventDefault();
    this.frame.focus();
    this.frame.setPointerCapture(down.pointerId);
    const corner = down.target.dataset.corner;
    const scale = this.whole.width / this.stage.getBoundingClientRect().width;
    const begun = { ...this.box };
    const move = (event) => {
      const x = (event.clientX - down.clientX) * scale;
      const y = (event.clientY - down.clientY) * scale;
      if (corner) this.pull(begun, corner, x, y);
      else this.place(begun.left + x, begun.top + y);
    };
    this.frame.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) this.frame.addEventListener(end, () => this.frame.removeEventListener("pointermove", move), { once: true });
  }

  pull({ left, top, width, height }, corner, x, y) {
    const [bottom, right] = [corner[0] === "n", corner[1] === "w"]; // the corner that stays
    const fixed = { right, bottom, x: right ? left + width : left, y: bottom ? top + height : top };
    const [wider, higher] = [width + (right ? -x : x), height + (bottom ? -y : y)];
    this.size(fixed, this.ratio ? Math.max(wider, higher * this.ratio) : wider, higher);
  }

  paint() {
    const { width, height } = this.whole;
    for (const { style } of this.querySelectorAll("[data-part]")) {
      style.left = `${(100 * this.box.left) / width}%`;
      style.top = `${(100 * this.box.top) / height}%`;
      style.width = `${(100 * this.box.width) / width}%`;
      style.height = `${(100 * this.box.height) / height}%`;
    }
    const said = { width: this.box.width, height: this.box.height, all_width: width, all_height: height };
    this.querySelector("[data-size]").textContent = this.dataset.saySize.replace(/{(\w+)}/g, (_, name) => said[name]);
  }

  tell() {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => (this.querySelector("[data-told]").textContent = this.querySelector("[data-size]").textContent), QUIET);
  }

  // What is kept

  keep() {
    const same = Object.entries(this.known.part).every(([name, value]) => this.box[name] === value);
    if (same) this.dialog.close();
    else this.change("PUT", this.box);
  }

  async change(method, part) {
    const buttons = [...this.querySelectorAll("[data-keep], [data-all]")];
    for (const button of buttons) button.disabled = true;
    const { shot, picture: id, known: before } = this;
    const { status, said } = await askOfCrop(id, method, part);
    for (const button of buttons) button.disabled = false;
    if (status !== 200) return this.missed(status, said);
    this.show(shot, said);
    this.dialog.close();
    toast(said.cropped_at ? this.dataset.sayCropped : this.dataset.sayWhole, { word: this.dataset.sayUndo, do: () => this.undo(shot, id, before) });
  }

  async undo(shot, id, { cropped_at: cropped, part }) {
    const { status, said } = await askOfCrop(id, cropped ? "PUT" : "DELETE", cropped ? part : undefined);
    if (status === 200) this.show(shot, said);
    else this.composer.refuse(said?.detail ?? this.composer.dataset.sayOffline);
  }

  /** The tile as it is now; what was typed about it stays. */
  show(shot, { picture, cropped_at: cropped }) {
    this.composer.fill(shot, { ...withSrc(picture), alt: "", cropped });
    this.composer.keep();
  }

  missed(status, said) {
    if (status === 401) this.dialog.close();
    this.refuse(said?.detail ?? this.composer.dataset.sayOffline);
    if (status === 401) this.composer.offerDoor();
  }

  /** Told in the dialog where it is open, else in the composer. */
  refuse(words) {
    if (words && !this.dialog.open) return this.composer.refuse(words);
    const box = this.querySelector("[data-wrong]");
    box.textContent = words;
    box.hidden = !words;
  }
}

customElements.define("serai-crop", Crop);
