/* Knows how an editor sets the points of a picture: by a click, by arrow keys, or by numbers. */
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const percent = (share) => Math.round(Math.min(1, Math.max(0, share)) * 100);

  class PointsMap {
    constructor(block, words) {
      Object.assign(this, { block, words, chosen: 0, shown: null, count: 0 });
      this.element = make("div", "hotspots-map");
      this.help = make("p", "help");
      this.stage = make("div", "hotspots-map__stage");
      this.picture = make("img", "hotspots-map__picture");
      this.picture.alt = "";
      this.stage.append(this.picture);
      this.element.append(this.help, this.stage);
      this.picture.addEventListener("click", (event) => this.place(event));
      this.stage.addEventListener("keydown", (event) => this.nudge(event));
    }

    /* Follows whatever is typed, chosen, added, moved or removed in the form of the block. */
    follow(container) {
      container.addEventListener("input", () => this.draw());
      container.addEventListener("focusin", ({ target }) => this.choose(target));
      new MutationObserver(() => this.draw()).observe(container, {
        subtree: true, childList: true, attributes: true, attributeFilter: ["value", "src", "class"],
      });
      this.draw();
    }

    get points() {
      return this.block.childBlocks.points.children.map((child) => child.block.childBlocks);
    }

    choose(target) {
      const place = this.block.childBlocks.points.children.findIndex((child) => child.element.contains(target));
      if (place >= 0) this.select(place);
    }

    select(place) {
      this.chosen = place;
      this.draw();
    }

    place({ offsetX, offsetY }) {
      const point = this.points[this.chosen];
      if (point) this.move(point, percent(offsetX / this.picture.width), percent(offsetY / this.picture.height));
    }

    nudge(event) {
      const step = STEPS[event.key];
      const point = this.points[this.chosen];
      if (!step || !point || event.target === this.picture) return;
      event.preventDefault();
      const [x, y] = [point.x, point.y].map((field, axis) => Number(field.getValue()) + step[axis]);
      this.move(point, percent(x / 100), percent(y / 100));
      this.stage.querySelectorAll("button")[this.chosen].focus();
    }

    move(point, x, y) {
      point.x.setState(x);
      point.y.setState(y);
      this.draw();
      // Wagtail's preview and its watch over unsaved changes listen to this.
      this.element.dispatchEvent(new Event("change", { bubbles: true }));
    }

    draw() {
      const id = this.block.childBlocks.image.getState()?.image?.id;
      const state = JSON.stringify([id, this.chosen, this.points.map(({ x, y }) => [x.getValue(), y.getValue()])]);
      if (state === this.shown) return;
      this.shown = state;
      this.stage.hidden = !id;
      this.help.textContent = id ? this.words.help : this.words.empty;
      if (id && this.picture.dataset.id !== String(id)) {
        this.picture.dataset.id = id;
        this.picture.src = this.words.preview.replace("/0/", `/${id}/`);
      }
      for (const old of this.stage.querySelectorAll("button")) old.remove();
      this.stage.append(...this.points.map((point, place) => this.marker(point, place)));
    }

    marker({ x, y }, place) {
      const button = make("button", "hotspots-map__point");
      button.type = "button";
      button.textContent = place + 1;
      button.ariaLabel = `${this.words.point} ${place + 1}`;
      button.ariaPressed = place === this.chosen;
      button.style.left = `${x.getValue()}%`;
      button.style.top = `${y.getValue()}%`;
      button.addEventListener("click", () => {
        this.select(place);
        this.stage.querySelectorAll("button")[place].focus();
      });
      return button;
    }
  }

  function make(name, className) {
    const element = document.createElement(name);
    element.className = className;
    return element;
  }

  class HotspotsDefinition extends StructBlockDefinition {
    render(placeholder, prefix, initialState, initialError) {
      const block = super.render(placeholder, prefix, initialState, initialError);
      const map = new PointsMap(block, this.meta.hotspots);
      const container = block.container[0];
      container.querySelector('[data-contentpath="points"]').before(map.element);
      map.follow(container);
      return block;
    }
  }

  window.telepath.register("story_pages.Hotspots", HotspotsDefinition);
})();
