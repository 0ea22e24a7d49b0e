// The order of a note's pictures: by buttons, by arrow keys on a picture, or by holding and moving it.

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export function takeOrder(composer) {
  const { shots } = composer;
  for (const grip of shots.querySelectorAll("[data-grip]")) grip.tabIndex = 0;
  shots.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step], [data-drop]");
    if (!button) return;
    event.preventDefault();
    const shot = button.closest(".shot");
    if ("drop" in button.dataset) return composer.leaveOut(shot);
    const by = Number(button.dataset.step);
    if (!step(composer, shot, by)) return;
    const hidden = getComputedStyle(button).visibility === "hidden";
    (hidden ? shot.querySelector(`[data-step="${-by}"]`) : button).focus();
  });
  shots.addEventListener("keydown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (grip !== event.target || event.altKey || event.ctrlKey || event.metaKey) return;
    const shot = grip.closest(".shot");
    const all = [...shots.children];
    const by = STEPS[event.key] ?? { Home: -all.indexOf(shot), End: all.length - 1 - all.indexOf(shot) }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    // A picture that moves may lose the focus on its way.
    if (step(composer, shot, by)) grip.focus();
    else sayPlace(composer, shot);
  });
  shots.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (grip && event.button === 0 && !event.target.closest("button")) hold(composer, grip.closest(".shot"), event);
  });
}

function step(composer, shot, by) {
  const all = [...composer.shots.children];
  const other = all[all.indexOf(shot) + by];
  if (!by || !other) return false;
  if (by < 0) other.before(shot);
  else other.after(shot);
  sayPlace(composer, shot);
  return true;
}

function hold(composer, shot, down) {
  shot.classList.add("held");
  shot.setPointerCapture(down.pointerId);
  const move = (event) => {
    const under = document.elementFromPoint(event.clientX, event.clientY)?.closest(".shot");
    if (!under || under === shot || under.parentElement !== composer.shots) return;
    const all = [...composer.shots.children];
    if (all.indexOf(under) < all.indexOf(shot)) under.before(shot);
    else under.after(shot);
  };
  const end = () => {
    shot.classList.remove("held");
    shot.removeEventListener("pointermove", move);
    sayPlace(composer, shot);
  };
  shot.addEventListener("pointermove", move);
  shot.addEventListener("pointerup", end, { once: true });
  shot.addEventListener("pointercancel", end, { once: true });
}

/** Tell where the picture stands now; the first one is the cover, and is told to be. */
function sayPlace(composer, shot) {
  const all = [...composer.shots.children];
  const at = all.indexOf(shot);
  const place = composer.dataset.sayPlace.replace("{at}", at + 1).replace("{all}", all.length);
  composer.querySelector("[data-said]").textContent = at ? place : `${place}, ${shot.querySelector(".first-mark").textContent}`;
  composer.keep();
}
