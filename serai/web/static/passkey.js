// The passkey button: fetches a question, lets the device answer it, and sends the form it stands in.

import { asked } from "./frame.js";

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const toText = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function readable(options) {
  const read = { ...options, challenge: toBytes(options.challenge) };
  if (options.user) read.user = { ...options.user, id: toBytes(options.user.id) };
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    if (options[list]) read[list] = options[list].map((one) => ({ ...one, id: toBytes(one.id) }));
  }
  return read;
}

function spoken(credential) {
  const { id, rawId, type, response, authenticatorAttachment } = credential;
  const said = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = toText(response[name]);
  }
  return JSON.stringify({ id, rawId: toText(rawId), type, authenticatorAttachment, response: said });
}

class Passkey extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    this.status = this.querySelector("[role=status]");
    this.button.hidden = false;
    const why = this.obstacle();
    if (why) {
      this.button.setAttribute("aria-disabled", "true");
      this.button.classList.remove("primary");
      this.status.textContent = why;
      return;
    }
    // Where a passkey can be had it is the one red button; the password stands second.
    const page = this.closest(".column");
    page.querySelectorAll("[data-second]").forEach((button) => button.classList.remove("primary"));
    page.querySelectorAll(".or, [data-with]").forEach((line) => (line.hidden = false));
    this.button.addEventListener("click", () => this.go());
  }

  obstacle() {
    if (location.origin !== this.dataset.origin) return this.dataset.elsewhere;
    if (!window.isSecureContext || !window.PublicKeyCredential) return this.dataset.unable;
    return "";
  }

  async go() {
    const form = this.closest("form");
    if (this.button.disabled || !form.reportValidity()) return;
    this.button.disabled = true;
    this.status.textContent = this.dataset.waiting;
    try {
      await this.ask(form);
    } catch (error) {
      this.status.textContent = this.because(error);
    }
    this.button.disabled = false;
  }

  async ask(form) {
    const fields = new URLSearchParams();
    for (const name of ["handle", "name"]) {
      if (form.elements[name]) fields.set(name, form.elements[name].value);
    }
    const answered = await fetch(this.dataset.question, { method: "POST", headers: asked, body: fields });
    const words = await answered.text();
    const said = words.startsWith("{") ? JSON.parse(words) : { detail: words };
    if (!answered.ok) throw new Refused(said.detail);
    const publicKey = readable(JSON.parse(said.options));
    const make = this.dataset.kind === "make";
    const credential = await (make ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
    form.elements.ticket.value = said.ticket;
    form.elements.answer.value = spoken(credential);
    form.submit();
  }

  because(error) {
    if (error instanceof Refused) return error.message;
    if (error.name === "InvalidStateError") return this.dataset.known;
    if (error instanceof TypeError || error instanceof SyntaxError) return this.dataset.offline;
    return this.dataset.cancelled;
  }
}

class Refused extends Error {}

// A second press of a button must not ask for the same handle again.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

customElements.define("serai-passkey", Passkey);
