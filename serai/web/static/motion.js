// What moves a composer's picture: a phone's film beside its photo is sent along, and each motion can
// be taken away and brought back. Without this file a photo's own motion is kept and a button stills it.
import { toast } from "./frame.js";

const FILM = /\.(mov|mp4|m4v)$/i;
const isFilm = (file) => file.type.startsWith("video/") || FILM.test(file.name);
const stem = (file) => file.name.replace(/\.[^.]*$/, "").toLowerCase();

/** Files as they belong together: pictures, each with the film of its name, and films that have none. */
export function paired(files) {
  const films = new Map(files.filter(isFilm).map((film) => [stem(film), film]));
  const pairs = files.filter((file) => !isFilm(file)).map((file) => ({ file, film: films.get(stem(file)) }));
  const taken = new Set(pairs.map(({ film }) => film));
  return { pairs, films: files.filter((file) => isFilm(file) && !taken.has(file)) };
}

/** Let a picture move by a film, or by a motion that was just taken away; what the API says of it. */
export async function move(id, part) {
  const body = new FormData();
  for (const [name, value] of Object.entries(part)) body.append(name, value);
  return ask(id, { method: "PUT", body });
}

async function ask(id, how) {
  const answer = await fetch(`/api/serai/v1/pictures/${id}/motion`, how).catch(() => null);
  const said = await answer?.json().catch(() => null);
  return answer?.ok ? said : { refused: said?.detail };
}

/** Say under a picture how it moves; `motion` as the API describes it. */
export function tellMotion(shot, motion, cropped = false) {
  const line = shot.querySelector("[data-motion]");
  line.hidden = !motion;
  if (!motion) return;
  const { id: clip, kind, refused } = motion;
  Object.assign(line.dataset, { clip, kind, refused: refused ?? "" });
  line.firstElementChild.textContent = refused || (cropped ? line.dataset.sayCropped : line.dataset[kind === "live" ? "sayLive" : "sayLoop"]);
}

/** The same, read from the page. */
export function motionOf(shot) {
  const { hidden, dataset: { clip: id, kind, refused } } = shot.querySelector("[data-motion]");
  return hidden ? null : { id, kind, refused };
}

export function keepStill(composer) {
  composer.shots.addEventListener("click", async (click) => {
    const button = click.target.closest("[data-still]");
    if (!button) return;
    click.preventDefault();
    const shot = button.closest(".shot");
    const id = shot.querySelector('[name="picture"]').value;
    const before = motionOf(shot);
    const line = button.parentElement.firstElementChild.textContent;
    const answer = await ask(id, { method: "DELETE" });
    if (!answer.id) return composer.refuse(answer.refused ?? composer.dataset.sayOffline);
    tellMotion(shot, null);
    composer.keep();
    shot.querySelector("[data-grip]").focus();
    toast(composer.dataset.sayStill, { word: composer.dataset.sayBack, do: async () => {
      const again = await move(id, { clip: before.id });
      if (!again.id) return composer.refuse(again.refused ?? composer.dataset.sayOffline);
      tellMotion(shot, before);
      shot.querySelector("[data-motion] span").textContent = line;
      composer.keep();
    } });
  });
}
