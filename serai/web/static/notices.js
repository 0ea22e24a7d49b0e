// Whoever sees the whole list has read it; what comes meanwhile is offered, not pushed in.
import { asked } from "./frame.js";

document.querySelector(".chips [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
const form = document.getElementById("read");
const fresh = document.querySelector("#fresh a");
let sent = false;
let read = !form; // the list shows all that is unread

async function mark() {
  if (document.hidden || sent) return;
  sent = true;
  const answer = await fetch("/notices/read", { method: "POST", headers: asked, body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (answer?.ok) form.hidden = read = true;
}

document.addEventListener("notices", ({ detail }) => {
  if (read) fresh.hidden = !detail;
});

if (form?.dataset.family === "all" && !location.search.includes("before")) {
  document.addEventListener("visibilitychange", mark);
  mark();
}
