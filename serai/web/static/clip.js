// A clip: a real <video> in a dress of our own. Without this script the browser's own controls serve.
import { tell } from "./telling.js";

const calm = matchMedia("(prefers-reduced-motion: reduce)");
const spare = matchMedia("(prefers-reduced-data: reduce)");
const saving = () => Boolean(navigator.connection?.saveData) || spare.matches;

/** Whether a clip may begin by itself. */
export const mayPlay = () => !calm.matches && !saving();

const STEP = 5; // seconds that an arrow key moves
const SPEEDS = [1, 1.5, 2, 0.5];
const TWICE = 300; // ms between two taps that are one heart
const HELD = 400; // ms from which a press is no tap
const AT_ONCE = 1000; // ms; who leaves before did not want it
const PATIENCE = 4000; // ms without a picture before a smaller size is tried
const HEAD = "bytes=0-499999"; // of a clip that comes soon
const TRIES = 5;
const LATER = 3000; // ms between two looks for captions that are being translated
const SHARE = 0.7; // of what the line is said to bear

const PATHS = {
  play: "M8 5.5v13l11-6.5z",
  pause: "M8.5 5.5v13M15.5 5.5v13",
  loud: "M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  muted: "M4 9.5v5h3.5l4.5 4v-13l-4.5 4zM16 9.5l5 5M21 9.5l-5 5",
  captions: "M3.5 5.5h17v13h-17zM10.5 10.3a2.2 2.2 0 1 0 0 3.4M17 10.3a2.2 2.2 0 1 0 0 3.4",
  full: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  heart: "M12 20s-7.5-4.6-9.2-9A5 5 0 0 1 12 6.6 5 5 0 0 1 21.2 11C19.5 15.4 12 20 12 20z",
};
const icon = (name) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${PATHS[name]}"/></svg>`;

// As somebody asked on this page: sound is off until then, and captions show while it is.
const asked = { loud: false, captions: null, speed: 1 };
let streams = true; // until one did not play

const clock = (seconds) => {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

export class Clip extends HTMLElement {
  connectedCallback() {
    if (this.video) return;
    this.video = this.querySelector("video");
    this.sizes = [...this.video.querySelectorAll("source")].map((one) => ({ src: one.src, width: Number(one.dataset.width), bits: Number(one.dataset.bits) }));
    this.sizes.sort((one, other) => one.width - other.width);
    this.video.querySelectorAll("source").forEach((one) => one.remove());
    this.video.removeAttribute("controls");
    const tracks = [...this.video.querySelectorAll("track")];
    this.tracks = tracks.map((one) => one.track);
    tracks.forEach((one) => {
      one.addEventListener("load", () => this.lift(one.track));
      one.addEventListener("error", () => this.lookAgain(one));
    });
    this.moves = this.dataset.kind !== "video"; // a live photo or an animated picture: silent, round and round
    this.video.loop = true;
    this.video.muted = true;
    this.length = Number(this.dataset.seconds);
    this.seen = this.told = this.at = 0;
    this.since = null;
    this.dress();
    this.listen();
    // The stand-in has done its work once the picture is there.
    const still = this.querySelector(".still img");
    const seen = () => this.querySelector(".haze")?.remove();
    if (still?.complete && still.naturalWidth) seen();
    else still?.addEventListener("load", seen, { once: true });
    if (this.dataset.kind === "loop") this.comeAndGo();
    else if (this.dataset.mode === "note" && !this.moves) this.enter();
  }

  disconnectedCallback() {
    // A clip that only moves elsewhere on the page is there again at once.
    queueMicrotask(() => this.isConnected || this.leave());
  }

  // What stands over the picture

  dress() {
    const { word = "{}" } = this.dataset;
    this.words = JSON.parse(word);
    const tool = (name, drawn) => `<button type="button" class="clip-tool ${name}" aria-label="${this.words[name]}">${drawn}</button>`;
    const line = `<input type="range" class="clip-line" min="0" max="${this.length}" step="0.1" value="0">`;
    const tools = `${tool("sound", icon("muted"))}${this.tracks.length ? tool("captions", icon("captions")) : ""}${tool("speed", "1×")}${document.fullscreenEnabled ? tool("full", icon("full")) : ""}`;
    this.insertAdjacentHTML("beforeend", `<button type="button" class="clip-face">${icon("play")}</button><span class="clip-wait" aria-hidden="true" hidden></span>
      <p class="clip-trouble" role="alert" hidden><span></span><button type="button" class="button small">${this.words.retry}</button></p>
      ${this.moves ? "" : `<div class="clip-bar"><span class="clip-tile" aria-hidden="true" hidden></span>${line}<span class="clip-time number"></span>${tools}</div>`}`);
    const find = (name) => this.querySelector(`.${name}`);
    this.face = find("clip-face");
    this.line = find("clip-line");
    this.tile = find("clip-tile");
    this.line?.setAttribute("aria-label", this.words.place);
    this.mark();
    this.tick();
  }

  /** Buttons say what pressing them does. */
  mark() {
    const { paused, muted } = this.video;
    this.classList.toggle("playing", !paused);
    this.face.ariaLabel = paused ? this.words.play : this.words.pause;
    const sound = this.querySelector(".sound");
    if (sound) {
      sound.innerHTML = icon(muted ? "muted" : "loud");
      sound.ariaLabel = muted ? this.words.sound : this.words.mute;
      sound.hidden = !this.hasAttribute("data-sound");
    }
    this.querySelector(".captions")?.setAttribute("aria-pressed", String(this.captioned));
    const speed = this.querySelector(".speed");
    if (speed) {
      speed.textContent = `${asked.speed}×`;
      speed.ariaLabel = this.words.speed.replace("{times}", asked.speed);
    }
  }

  tick() {
    if (!this.line) return;
    const at = this.video.currentTime;
    if (!this.held) this.line.value = at;
    this.line.style.setProperty("--at", `${(100 * this.line.value) / (this.length || 1)}%`);
    const said = this.words.of.replace("{at}", clock(this.line.value)).replace("{all}", clock(this.length));
    this.line.setAttribute("aria-valuetext", said);
    this.querySelector(".clip-time").textContent = `${clock(this.line.value)} / ${clock(this.length)}`;
  }

  get captioned() {
    return asked.captions ?? this.video.muted;
  }

  /** The track for the reader comes first; the others can be chosen by who shows the clip. */
  caption() {
    this.tracks.forEach((track, nth) => (track.mode = this.captioned && nth === 0 ? "showing" : "disabled"));
  }

  /** Captions stand above what lies over the lower end of the picture. */
  lift(track) {
    const low = this.dataset.mode === "watch" && matchMedia("(max-width: 799px)").matches;
    for (const cue of track.cues) Object.assign(cue, { snapToLines: false, line: low ? 58 : 80 });
  }

  /** A translation may still be on its way. */
  lookAgain(element) {
    const tries = Number(element.dataset.tries ?? 0) + 1;
    if (tries > TRIES) return;
    element.dataset.tries = tries;
    setTimeout(() => (element.src = `${element.src.replace(/&try=\d+$/, "")}&try=${tries}`), LATER);
  }

  listen() {
    const { video } = this;
    const on = (name, then) => video.addEventListener(name, then);
    on("play", () => this.moves || this.alone());
    for (const name of ["play", "pause", "volumechange"]) on(name, () => this.mark());
    on("volumechange", () => this.caption());
    on("timeupdate", () => this.beat());
    on("seeking", () => (this.at = video.currentTime));
    on("durationchange", () => Number.isFinite(video.duration) && this.fit(video.duration));
    on("waiting", () => this.wait(true));
    for (const name of ["playing", "pause", "emptied", "error"]) on(name, () => this.wait(false));
    on("error", () => this.failed());
    this.face.addEventListener("click", (click) => this.tapped(click));
    this.face.addEventListener("dblclick", (click) => click.stopPropagation());
    if (this.dataset.kind === "live") this.press();
    this.querySelector(".clip-trouble button").addEventListener("click", () => this.again());
    const tools = { sound: () => this.hear(), captions: () => this.read(), speed: () => this.hurry(), full: () => this.fill() };
    for (const [name, then] of Object.entries(tools)) this.querySelector(`.clip-tool.${name}`)?.addEventListener("click", then);
    if (this.line) this.draw();
  }

  /** The line: held it shows what stands there, let go the clip is there. */
  draw() {
    const { line } = this;
    line.addEventListener("input", () => {
      this.held = true;
      this.tick();
      this.peek(Number(line.value));
    });
    line.addEventListener("change", () => {
      this.held = false;
      this.go(Number(line.value));
      this.peek(null);
    });
    line.addEventListener("pointermove", (move) => {
      const box = line.getBoundingClientRect();
      if (move.pointerType === "mouse") this.peek(((move.clientX - box.left) / box.width) * this.length);
    });
    for (const name of ["pointerleave", "blur"]) line.addEventListener(name, () => this.peek(null));
  }

  peek(at) {
    const tiles = this.dataset.tiles?.split(" ");
    if (at === null || !tiles) return (this.tile.hidden = true);
    const [src, ...numbers] = tiles;
    const [columns, rows, width, height, every] = numbers.map(Number);
    const nth = Math.min(Math.max(0, Math.floor(at / every)), columns * rows - 1);
    const box = this.line.getBoundingClientRect();
    const middle = this.line.offsetLeft + (Math.min(Math.max(at / this.length, 0), 1) * box.width);
    const left = Math.min(Math.max(middle - width / 2, 0), Math.max(0, this.clientWidth - width - 8));
    Object.assign(this.tile.style, { width: `${width}px`, height: `${height}px`, left: `${left}px`, backgroundImage: `url("${src}")`, backgroundPosition: `-${(nth % columns) * width}px -${Math.floor(nth / columns) * height}px` });
    this.tile.hidden = false;
  }

  // Playing

  /** From here on somebody looks at it. */
  enter() {
    this.since = performance.now();
    this.seen = this.told = 0;
    if (mayPlay()) this.play();
  }

  /** Somebody looks at something else; `moved` on, at once or later. */
  leave(moved = false) {
    if (this.since === null) return;
    this.beat();
    this.report();
    const stayed = performance.now() - this.since;
    if (moved && stayed < AT_ONCE) this.say("skip", Math.round(stayed));
    this.since = null;
    this.video.pause();
  }

  async play() {
    this.since ??= performance.now();
    this.load();
    this.video.muted = this.moves || !asked.loud;
    this.video.playbackRate = asked.speed;
    this.caption();
    try {
      await this.video.play();
    } catch (refusal) {
      if (refusal.name !== "NotAllowedError" || this.video.muted) return;
      this.video.muted = true; // a browser that wants a press before it makes a sound
      this.video.play().catch(() => {});
    }
  }

  toggle() {
    if (this.video.paused) this.play();
    else this.video.pause();
  }

  /** The stream where the browser plays it, else the size that fits box and line. */
  load() {
    if (this.video.hasAttribute("src")) return;
    const { playlist } = this.dataset;
    this.streaming = Boolean(playlist) && streams && !saving() && this.video.canPlayType("application/vnd.apple.mpegurl") !== "" && !window.chrome;
    this.size = this.chosen();
    this.video.preload = "auto";
    this.video.src = this.streaming ? playlist : this.size.src;
  }

  chosen() {
    if (saving()) return this.sizes[0];
    const wanted = this.clientWidth * Math.min(devicePixelRatio, 3) * 0.9;
    const bits = (navigator.connection?.downlink ?? Infinity) * 1e6 * SHARE;
    const borne = this.sizes.filter((one) => one.bits <= bits);
    return borne.find((one) => one.width >= wanted) ?? borne.at(-1) ?? this.sizes[0];
  }

  /** It comes soon: its beginning is fetched. */
  warm() {
    if (!mayPlay() || this.video.hasAttribute("src")) return;
    this.load();
    this.video.preload = "metadata";
    if (!this.streaming) fetch(this.size.src, { headers: { Range: HEAD }, priority: "low" }).then((answer) => answer.arrayBuffer()).catch(() => {});
  }

  /** It is far away: what was fetched of it is let go. */
  rest() {
    if (!this.video.hasAttribute("src")) return;
    this.video.removeAttribute("src");
    this.video.load();
  }

  /** One clip is heard and seen at a time. */
  alone() {
    for (const other of document.querySelectorAll("serai-clip.playing")) if (other !== this) other.video.pause();
  }

  fit(seconds) {
    this.length = seconds;
    if (this.line) this.line.max = seconds;
    this.tick();
  }

  go(at) {
    this.load();
    this.video.currentTime = Math.min(Math.max(at, 0), this.length);
  }

  wait(on) {
    clearTimeout(this.waiting);
    clearTimeout(this.lost);
    const sign = this.querySelector(".clip-wait");
    if (!on) return (sign.hidden = true);
    this.waiting = setTimeout(() => (sign.hidden = false), 250);
    this.lost = setTimeout(() => this.smaller(), PATIENCE);
  }

  /** The line does not bear it: the next smaller size goes on where it stood. */
  smaller() {
    const less = this.streaming ? null : this.sizes[this.sizes.indexOf(this.size) - 1];
    if (less) this.change(less);
  }

  change(size) {
    const at = this.video.currentTime;
    this.size = size;
    this.streaming = false;
    this.video.src = size.src;
    this.video.currentTime = at;
    if (this.since !== null) this.play();
  }

  failed() {
    if (!this.video.hasAttribute("src")) return;
    if (this.streaming) {
      streams = false;
      return this.change(this.chosen());
    }
    const told = this.querySelector(".clip-trouble");
    told.firstElementChild.textContent = navigator.onLine ? this.words.broken : document.body.dataset.offline;
    told.hidden = false;
  }

  again() {
    this.querySelector(".clip-trouble").hidden = true;
    const at = this.video.currentTime;
    this.rest();
    this.play();
    if (at) this.video.currentTime = at;
    this.face.focus();
  }

  // What somebody asks of it

  tapped(click) {
    if (this.dataset.kind === "live") return;
    this.toggle();
    if (click.timeStamp - (this.tapAt ?? -TWICE) < TWICE && click.detail) {
      this.tapAt = -TWICE;
      return this.love(click);
    }
    this.tapAt = click.timeStamp;
  }

  love({ clientX, clientY }) {
    const box = this.getBoundingClientRect();
    const beat = document.createElement("span");
    beat.className = "clip-heart";
    beat.ariaHidden = "true";
    beat.innerHTML = icon("heart");
    Object.assign(beat.style, { left: `${clientX - box.left}px`, top: `${clientY - box.top}px` });
    this.append(beat);
    setTimeout(() => beat.remove(), 700);
    this.closest(".reel, .view")?.querySelector(`form.like[data-note="${this.dataset.note}"] .heart[aria-pressed="false"]`)?.form.requestSubmit();
  }

  /** An animated picture moves while it is the one in view. */
  comeAndGo() {
    const look = new IntersectionObserver((seen) => (seen.at(-1).isIntersecting ? this.enter() : this.leave()), { threshold: 0.5 });
    look.observe(this);
  }

  /** A live photo moves while it is held; by a tap or Enter until it is over, or another one ends it. */
  press() {
    const { video, face } = this;
    const end = () => {
      video.pause();
      video.currentTime = 0;
    };
    let down = null;
    const release = (up) => {
      if (down && (down.moved || up.timeStamp - down.at > HELD)) end();
      down = null;
    };
    video.loop = false;
    video.addEventListener("ended", end);
    face.addEventListener("pointerenter", () => this.warm());
    face.addEventListener("pointerdown", (press) => {
      if (press.button) return;
      down = { at: press.timeStamp, moved: !video.paused };
      if (video.paused) this.play();
    });
    face.addEventListener("pointerup", release);
    face.addEventListener("pointerleave", release);
    face.addEventListener("pointercancel", () => {
      down = null; // it was a swipe
      end();
    });
    face.addEventListener("click", (click) => click.detail || (video.paused ? this.play() : end()));
    face.addEventListener("contextmenu", (menu) => menu.preventDefault()); // which a long press would open
  }

  hear() {
    asked.loud = this.video.muted;
    this.video.muted = !asked.loud;
  }

  read() {
    asked.captions = !this.captioned;
    this.caption();
    this.mark();
  }

  hurry() {
    asked.speed = SPEEDS[(SPEEDS.indexOf(asked.speed) + 1) % SPEEDS.length];
    this.video.playbackRate = asked.speed;
    this.mark();
  }

  fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.requestFullscreen().catch(() => {});
  }

  // What is told of it

  /** Count what was shown since the last beat; a jump is none of it. */
  beat() {
    const { currentTime, playbackRate, loop } = this.video;
    const by = currentTime - this.at;
    if (by > 0 && by < 2 * playbackRate) this.seen += by;
    else if (by < 0 && loop && this.length - this.at < 2) this.seen += this.length - this.at + currentTime;
    this.at = currentTime;
    this.tick();
  }

  report() {
    const value = Math.round(this.seen * 1000);
    if (value <= this.told) return;
    this.told = value;
    this.say("watch", value);
  }

  say(kind, value) {
    if (this.moves) return;
    const { page, slot } = this.closest(".reel, dialog.overlay")?.dataset ?? {};
    tell({ kind, note: this.dataset.note, page: page || undefined, slot: slot === undefined ? undefined : Number(slot), value });
  }
}
customElements.define("serai-clip", Clip);

// What was watched is told before the page goes away, too; the same viewing may go on behind it.
addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "hidden") return;
  for (const clip of document.querySelectorAll("serai-clip")) if (clip.since !== null) clip.report();
}, { capture: true });

// Keys, for the clip that one looks at.
const WRITING = "input:not([type=range]), textarea, select, [contenteditable]";
const PRESSED = "button, a, summary"; // which take the space bar themselves
const KEYS = {
  " ": (clip) => clip.toggle(),
  m: (clip) => clip.querySelector(".sound:not([hidden])") && clip.hear(),
  c: (clip) => clip.read(),
  ArrowLeft: (clip) => clip.go(clip.video.currentTime - STEP),
  ArrowRight: (clip) => clip.go(clip.video.currentTime + STEP),
};
document.addEventListener("keydown", (key) => {
  const clip = document.querySelector("dialog.overlay[open] serai-clip, .alone serai-clip, .reel.now serai-clip");
  const deed = Object.hasOwn(KEYS, key.key) && KEYS[key.key];
  if (!clip || clip.moves || !deed || key.ctrlKey || key.metaKey || key.altKey || key.target.closest(WRITING)) return;
  if (document.querySelector("dialog.sheet[open]") || (key.key === " " && key.target.closest(PRESSED))) return;
  if (/^[a-z]$/.test(key.key) && localStorage.getItem("serai-keys-off")) return;
  if (key.key === "c" && !clip.tracks.length) return;
  if (key.key.startsWith("Arrow") && key.target === clip.line) return;
  key.preventDefault();
  key.stopPropagation();
  deed(clip);
}, { capture: true });
