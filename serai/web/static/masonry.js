// <serai-masonry>: each card goes to the shortest column, so the order of reading is the order of the page.
// Heights are known before any picture is, because every <img> carries its width and height.

class Masonry extends HTMLElement {
  connectedCallback() {
    this.widths = new ResizeObserver(() => this.place());
    this.widths.observe(this);
    this.cards = new MutationObserver(() => this.place());
    this.cards.observe(this, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden"] });
    document.fonts?.ready.then(() => this.place());
    this.place();
  }

  disconnectedCallback() {
    this.widths.disconnect();
    this.cards.disconnect();
  }

  place() {
    const style = getComputedStyle(this);
    const columns = Number(style.getPropertyValue("--columns")) || 2;
    const across = parseFloat(style.getPropertyValue("--gap")) || 0;
    const down = parseFloat(style.getPropertyValue("--gap-row")) || 0;
    const width = (this.clientWidth - (columns - 1) * across) / columns;
    this.classList.add("placed");
    const cards = [...this.children].filter((card) => !card.hidden);
    const heights = cards.map((card) => card.offsetHeight);
    const ends = new Array(columns).fill(0);
    cards.forEach((card, nth) => {
      const column = ends.indexOf(Math.min(...ends));
      card.style.left = `${column * (width + across)}px`;
      card.style.top = `${ends[column]}px`;
      ends[column] += heights[nth] + down;
    });
    this.style.height = `${Math.max(0, ...ends) - (cards.length ? down : 0)}px`;
  }
}

customElements.define("serai-masonry", Masonry);
