// Captions beside their video: a line is played, what plays is marked, and the words on the screen are
// the ones being typed. Without this file the list is edited and saved all the same.
const PARTS = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d+)?)$/;

/** "1:02.500" in seconds. */
function seconds(typed) {
  const found = PARTS.exec(typed.trim().replaceAll("：", ":"));
  if (!found) return NaN;
  const [, hours = 0, minutes = 0, rest] = found;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(rest.replace(",", "."));
}

class Captions extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector("video");
    if (!this.video) return;
    this.track = this.video.addTextTrack("captions");
    this.track.mode = "showing";
    this.addEventListener("click", ({ target }) => {
      const line = target.closest("[data-play]")?.closest(".cue");
      if (line) this.play(line);
    });
    this.addEventListener("input", () => this.show());
    this.addEventListener("htmx:afterSettle", () => this.show());
    this.video.addEventListener("timeupdate", () => this.follow());
    this.show();
  }

  lines() {
    return [...this.querySelectorAll(".cue")].map((line) => {
      const [begins, ends] = ["begins", "ends"].map((name) => seconds(line.querySelector(`[name=${name}]`).value));
      return { line, begins, ends, text: line.querySelector("textarea").value };
    });
  }

  /** The words on the screen are the ones being typed. */
  show() {
    for (const cue of [...(this.track.cues ?? [])]) this.track.removeCue(cue);
    for (const { begins, ends, text } of this.lines()) {
      if (!(begins < ends) || !text.trim()) continue;
      const cue = new VTTCue(begins, ends, text.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));
      this.track.addCue(cue);
    }
    this.follow();
  }

  play(line) {
    const { begins, ends } = this.lines().find((one) => one.line === line);
    if (!(begins < ends)) return;
    this.until = ends;
    this.video.currentTime = begins;
    this.video.play().catch(() => {});
  }

  follow() {
    const now = this.video.currentTime;
    if (this.until !== undefined && now >= this.until) {
      this.until = undefined;
      this.video.pause();
    }
    for (const { line, begins, ends } of this.lines()) line.classList.toggle("current", begins <= now && now < ends && !this.video.paused);
  }
}

customElements.define("serai-captions", Captions);
