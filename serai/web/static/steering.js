// A slider says in words where it stands, while it is moved.

document.addEventListener("input", ({ target }) => {
  if (!target.matches("input[type=range][data-words]")) return;
  const words = target.dataset.words.split("|");
  const word = words[Math.round((target.value - target.min) / target.step)];
  target.setAttribute("aria-valuetext", word);
  target.closest(".slider").querySelector("output").textContent = word;
});
