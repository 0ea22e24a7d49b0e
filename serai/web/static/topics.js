// The strip of channels: the current one in view, and arrows where there is more to either side.

class Strip extends HTMLElement {
  connectedCallback() {
    const list = this.querySelector("ul");
    const here = list.querySelector('a[aria-current="page"]');
    if (here) list.scrollLeft = here.offsetLeft - (list.clientWidth - here.offsetWidth) / 2;
    const ways = [-1, 1].map((way) => {
      const arrow = document.createElement("button");
      arrow.className = `arrow ${way < 0 ? "before" : "after"}`;
      arrow.tabIndex = -1; // the links themselves are reached by Tab and by the arrow keys
      arrow.setAttribute("aria-hidden", "true");
      arrow.addEventListener("click", () => list.scrollBy({ left: way * list.clientWidth * 0.7, behavior: calm.matches ? "auto" : "smooth" }));
      this.querySelector("nav").append(arrow);
      return arrow;
    });
    const look = () => {
      const left = list.scrollWidth - list.clientWidth - list.scrollLeft;
      ways[0].hidden = list.scrollLeft < 4;
      ways[1].hidden = left < 4;
      this.classList.toggle("earlier", !ways[0].hidden);
      this.classList.toggle("later", !ways[1].hidden);
    };
    list.addEventListener("scroll", look, { passive: true });
    new ResizeObserver(look).observe(list);
    list.addEventListener("keydown", (key) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key.key];
      const links = [...list.querySelectorAll("a, button")];
      const other = step && links[links.indexOf(document.activeElement) + step];
      if (!other) return;
      key.preventDefault();
      other.focus();
      other.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

customElements.define("serai-strip", Strip);
