// Naming somebody while writing: after an @ the people found so far are offered in a list.
// Without this script the handle is typed by hand, and means the same.

const BEGUN = /(?:^|[^\p{L}\p{N}_@])@([\p{L}\p{N}_]{1,30})$/u;
const SHOWN = 6;
const PAUSE = 150;
let made = 0;

class Naming extends HTMLElement {
  connectedCallback() {
    if (this.list) return;
    this.field = this.querySelector("textarea");
    this.list = Object.assign(document.createElement("ul"), { className: "naming", id: `naming-${++made}`, hidden: true });
    this.list.role = "listbox";
    this.list.ariaLabel = this.dataset.label;
    this.status = Object.assign(document.createElement("span"), { className: "offscreen" });
    this.status.role = "status";
    this.append(this.list, this.status);
    this.field.autocomplete = "off";
    this.field.ariaAutoComplete = "list";
    this.field.ariaHasPopup = "listbox";
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", (key) => this.press(key));
    this.field.addEventListener("blur", () => this.close());
    // The field keeps the focus while somebody is pointed at.
    this.list.addEventListener("pointerdown", (point) => point.preventDefault());
    this.list.addEventListener("click", (click) => this.take(click.target.closest("[role=option]")));
  }

  /** What was typed behind the last @, if the caret stands right behind it. */
  get begun() {
    return BEGUN.exec(this.field.value.slice(0, this.field.selectionEnd))?.[1] ?? "";
  }

  later() {
    clearTimeout(this.timer);
    const typed = this.begun;
    if (!typed) return this.close();
    this.timer = setTimeout(() => this.ask(typed), PAUSE);
  }

  async ask(typed) {
    const where = `/api/serai/v1/search/people?${new URLSearchParams({ q: typed, limit: SHOWN })}`;
    const answer = await fetch(where).catch(() => null);
    const found = answer?.ok ? (await answer.json()).items : [];
    if (typed === this.begun && document.activeElement === this.field) this.offer(found);
  }

  offer(people) {
    if (!people.length) return this.close();
    this.list.replaceChildren(...people.map((one, nth) => {
      const option = Object.assign(document.createElement("li"), { id: `${this.list.id}-${nth}` });
      option.role = "option";
      option.dataset.handle = one.handle;
      const name = Object.assign(document.createElement("b"), { textContent: one.name });
      const handle = Object.assign(document.createElement("span"), { className: "second", textContent: `@${one.handle}` });
      option.append(name, " ", handle);
      return option;
    }));
    this.status.textContent = this.dataset.label;
    this.list.hidden = false;
    this.point(0);
  }

  point(nth) {
    const options = [...this.list.children];
    this.at = (nth + options.length) % options.length;
    options.forEach((one, place) => (one.ariaSelected = String(place === this.at)));
    options[this.at].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", options[this.at].id);
  }

  press(key) {
    if (this.list.hidden || key.isComposing || key.ctrlKey || key.metaKey) return;
    const deed = {
      ArrowDown: () => this.point(this.at + 1),
      ArrowUp: () => this.point(this.at - 1),
      Enter: () => this.take(this.list.children[this.at]),
      Tab: () => this.take(this.list.children[this.at]),
      Escape: () => this.close(),
    }[key.key];
    if (!deed) return;
    key.preventDefault();
    key.stopPropagation();
    deed();
  }

  take(option) {
    if (!option) return;
    const end = this.field.selectionEnd;
    this.field.setRangeText(`${option.dataset.handle} `, end - this.begun.length, end, "end");
    this.close();
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.status.textContent = "";
    this.field.removeAttribute("aria-activedescendant");
  }
}
customElements.define("serai-naming", Naming);
