// The cover chooser: words are seen as the picture they become, in the chosen style, as one types.
import { sendPicture } from "./sending.js";

export function chooseCover(composer) {
  const { words, style, behind } = composer.form.elements;
  let waiting;
  const later = (pause) => {
    composer.querySelector("[data-ground] rect").setAttribute("fill", `url(#ground-${style.value})`);
    clearTimeout(waiting);
    waiting = setTimeout(() => drawCover(composer), pause);
  };
  composer.querySelector(".way-text").addEventListener("input", ({ target }) => {
    if (target.type !== "file") later(target === words ? 300 : 60);
  });
  composer.querySelector('[name="behind_file"]').addEventListener("change", async ({ target }) => {
    const [file] = target.files;
    target.value = ""; // it is sent now, and not once more with the form
    if (!file) return;
    const bar = composer.querySelector(".behind progress");
    bar.hidden = false;
    const heavy = file.size > Number(composer.dataset.heaviest);
    const answer = heavy ? { refused: composer.dataset.sayHeavy } : await sendPicture(file, (share) => (bar.value = share));
    bar.hidden = true;
    if (!answer.id) return composer.refuse(`${file.name}: ${answer.refused ?? composer.dataset.sayOffline}`);
    behind.value = answer.id;
    behind.dispatchEvent(new Event("input", { bubbles: true }));
  });
  if (words.value.trim()) later(60);
}

async function drawCover(composer) {
  const { words, style, behind } = composer.form.elements;
  const image = composer.querySelector("[data-cover]");
  if (!words.value.trim() || (style.value === "photo" && !behind.value)) {
    image.hidden = true;
    return;
  }
  const asked = (composer.asked = Symbol("cover"));
  const said = words.value;
  const body = new URLSearchParams({ words: said, style: style.value, behind: behind.value });
  const answer = await fetch("/publish/cover", { method: "POST", headers: { "HX-Request": "true" }, body }).catch(() => null);
  if (asked !== composer.asked || !answer) return; // newer words were typed meanwhile
  if (!answer.ok) {
    composer.refuse(await answer.text());
    if (answer.status === 401) composer.offerDoor();
    return;
  }
  composer.refuse("");
  const old = image.src;
  image.src = URL.createObjectURL(await answer.blob());
  image.alt = said;
  image.hidden = false;
  if (old.startsWith("blob:")) URL.revokeObjectURL(old);
}
