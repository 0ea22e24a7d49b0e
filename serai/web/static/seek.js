// Suggestions under the search field: the combobox pattern, with the list's focus named and never moved.
import { asked } from "./frame.js";

for (const form of document.querySelectorAll("form.seek")) {
  const field = form.querySelector("input");
  const list = Object.assign(document.createElement("div"), { id: "suggestions", role: "listbox", className: "suggestions", hidden: true });
  list.setAttribute("aria-label", field.ariaLabel);
  form.append(list);
  const say = (name, value) => field.setAttribute(name, value);
  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" }).forEach(([name, value]) => say(name, value));
  const typed = field.value;
  const known = new Map();
  let here = -1;
  let wait = 0;
  let own = field.value;

  const lines = () => [...list.children];
  const close = () => {
    clearTimeout(wait);
    list.hidden = true;
    here = -1;
    say("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const show = (html) => {
    if (document.activeElement !== field) return;
    list.innerHTML = html;
    lines().forEach((line, nth) => (line.id = `suggestion-${nth}`));
    here = -1;
    list.hidden = !list.children.length;
    say("aria-expanded", String(!list.hidden));
    field.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const words = field.value.trim();
    own = field.value;
    if (!known.has(words)) {
      const answer = await fetch(`/search/suggest?q=${encodeURIComponent(words)}`, { headers: asked }).catch(() => null);
      if (!answer?.ok) return close();
      known.set(words, (await answer.text()).trim());
    }
    if (words === field.value.trim()) show(known.get(words));
  };
  const move = (by) => {
    const all = lines();
    const places = all.length + 1; // the field is one of them
    here = ((here + 1 + by + places) % places) - 1;
    all.forEach((line, nth) => line.setAttribute("aria-selected", String(nth === here)));
    if (here < 0) field.removeAttribute("aria-activedescendant");
    else say("aria-activedescendant", all[here].id);
    field.value = all[here]?.dataset.words ?? own;
    all[here]?.scrollIntoView({ block: "nearest" });
  };

  field.addEventListener("input", (typing) => {
    clearTimeout(wait);
    here = -1; // what was chosen was for other words
    lines().forEach((line) => line.setAttribute("aria-selected", "false"));
    if (!typing.isComposing) wait = setTimeout(ask, 120);
  });
  field.addEventListener("compositionend", ask);
  field.addEventListener("focus", () => field.value !== typed || !typed ? ask() : null);
  field.addEventListener("blur", () => setTimeout(() => form.contains(document.activeElement) || close()));
  list.addEventListener("pointerdown", (press) => press.preventDefault());
  field.addEventListener("keydown", (key) => {
    if (key.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[key.key];
    if (by) {
      key.preventDefault();
      if (list.hidden) ask();
      else move(by);
    } else if (key.key === "Escape" && !list.hidden) {
      key.preventDefault();
      key.stopPropagation();
      field.value = own;
      close();
    } else if (key.key === "Enter" && here >= 0) {
      key.preventDefault();
      location.assign(lines()[here].href);
    }
  });
}
