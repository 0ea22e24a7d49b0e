// Arriving: an archive dropped or chosen goes up with a bar; picks are counted. All of it works as plain forms too.

class Drop extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.form.querySelector("input[type=file]");
    this.zone = this.form.querySelector(".zone");
    this.going = this.form.querySelector(".going");
    this.bar = this.going.querySelector("progress");
    this.status = this.going.querySelector("p");
    this.wrong = this.querySelector("#refused");
    this.input.addEventListener("change", () => this.send(this.input.files[0]));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send(this.input.files[0]);
    });
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
      this.zone.addEventListener(kind, (event) => this.drag(kind, event));
    }
  }

  drag(kind, event) {
    event.preventDefault();
    this.zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
    if (kind === "drop") this.send(event.dataTransfer.files[0]);
  }

  send(file) {
    if (!file) return;
    if (file.size > Number(this.dataset.most)) {
      this.refuse(this.dataset.large);
      return;
    }
    this.wrong.hidden = true;
    this.zone.hidden = true;
    this.going.hidden = false;
    this.show(0);
    const call = new XMLHttpRequest();
    call.open("POST", this.form.getAttribute("action"));
    call.setRequestHeader("Content-Type", "application/octet-stream");
    call.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) this.show(Math.floor((100 * event.loaded) / event.total));
    });
    call.upload.addEventListener("load", () => this.read());
    call.addEventListener("load", () => this.answered(call));
    call.addEventListener("error", () => this.refuse(this.dataset.broken));
    call.send(file);
  }

  show(part) {
    this.bar.value = part;
    this.status.textContent = this.dataset.sending.replace("{part}", part);
  }

  read() {
    this.bar.removeAttribute("value");
    this.status.textContent = this.dataset.reading;
  }

  answered(call) {
    if (call.status < 400) {
      location.assign(call.responseURL);
      return;
    }
    const told = new DOMParser().parseFromString(call.responseText, "text/html").querySelector(".refused");
    this.refuse(told?.textContent.trim() || this.dataset.broken);
  }

  refuse(words) {
    this.going.hidden = true;
    this.zone.hidden = false;
    this.wrong.textContent = words;
    this.wrong.hidden = false;
    this.input.value = "";
    this.input.focus();
  }
}

class Picks extends HTMLElement {
  connectedCallback() {
    this.boxes = [...this.querySelectorAll("input[type=checkbox]")];
    this.button = this.querySelector("button");
    this.status = this.querySelector("[role=status]");
    this.addEventListener("change", () => this.count());
    this.count();
  }

  count() {
    const number = this.boxes.filter((box) => box.checked).length;
    for (const box of this.boxes) box.disabled = !box.checked && number >= Number(this.dataset.most);
    this.button.disabled = number < Number(this.dataset.fewest);
    this.status.textContent = this.dataset.rule.replace("{number}", number);
  }
}

customElements.define("serai-drop", Drop);
customElements.define("serai-picks", Picks);
