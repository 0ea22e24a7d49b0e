// Lists of people: who is removed leaves the list at once, and is there again if that is taken back.
document.body.addEventListener("gone-person", ({ detail }) =>
  document.querySelectorAll(`.person[data-person="${detail.handle}"], [data-asker="${detail.handle}"]`).forEach((row) => (row.hidden = true)));
