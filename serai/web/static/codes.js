// The codes are shown once: copying them is one press, and reloading does not send the form again.

history.replaceState(null, "", document.querySelector("[data-then]").dataset.then);

const copy = document.querySelector("[data-copy]");
if (navigator.clipboard) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy.dataset.copy.replaceAll(" ", "\n"));
    copy.textContent = copy.dataset.copied;
  });
}
