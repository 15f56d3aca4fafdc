// Type-to-filter over a native select with many options. The select stays in the form and holds the value;
// without this script it is simply a select. Filters by word or code; opens upwards near the bottom.

let made = 0;

class Combobox {
  constructor(select) {
    this.select = select;
    this.options = [...select.options].filter((option) => option.value).map((option) => ({ option, ...read(option, select.dataset.combobox) }));
    this.build(`combo-${++made}`);
    this.sync();
  }

  build(id) {
    const { select } = this;
    this.input = document.createElement("input");
    for (const name of ["aria-describedby", "aria-invalid", "aria-required"]) {
      if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    }
    Object.assign(this.input, { type: "text", className: "form-select", autocomplete: "off", id: select.id, placeholder: "Pilih" });
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", id);
    select.id = `${select.id}-pilihan`;
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");
    this.box = document.createElement("div");
    this.box.className = "combo-list";
    this.box.hidden = true;
    this.box.innerHTML = `<ul role="listbox" id="${id}" aria-label="Pilihan"></ul><p role="status"></p>`;
    this.list = this.box.firstElementChild;
    const frame = document.createElement("div");
    frame.className = "combo";
    select.replaceWith(frame);
    frame.append(this.input, select, this.box);
    this.input.addEventListener("input", (event) => { event.stopPropagation(); this.open(this.input.value); });
    this.input.addEventListener("click", () => this.open(""));
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(this.hits[[...this.list.children].indexOf(event.target.closest("li"))]));
    for (const name of ["change", "refresh"]) select.addEventListener(name, () => this.sync());
    select.form?.addEventListener("reset", () => setTimeout(() => this.sync()));
    select.addEventListener("focus", () => this.input.focus());
  }

  sync() {
    const chosen = this.options.find(({ option }) => option.selected);
    this.input.value = chosen ? chosen.label : "";
  }

  open(text) {
    const words = text.toLowerCase().split(/[\s·]+/).filter(Boolean);
    this.hits = this.options.filter(({ search }) => words.every((word) => search.includes(word)));
    const chosen = this.hits.findIndex(({ option }) => option.selected);
    this.list.replaceChildren(...this.hits.map((hit, index) => this.line(hit, words, index)));
    this.box.lastElementChild.textContent = this.hits.length
      ? `${this.hits.length} dari ${this.options.length} cocok` : "Tidak ada yang cocok. Coba kata lain, atau kosongkan.";
    this.box.hidden = false;
    this.box.classList.toggle("up", this.input.getBoundingClientRect().bottom + this.box.offsetHeight > this.floor());
    this.input.setAttribute("aria-expanded", "true");
    this.point(this.hits.length ? Math.max(chosen, 0) : -1);
  }

  // Where the free page ends: the sticky save bar, and on a phone the drawer, lie over it.
  floor() {
    return document.querySelector(".save-bar")?.getBoundingClientRect().top ?? innerHeight;
  }

  line(hit, words, index) {
    const line = document.createElement("li");
    line.id = `${this.list.id}-${index}`;
    line.setAttribute("role", "option");
    const at = words.length === 1 ? hit.shown.toLowerCase().indexOf(words[0]) : -1;
    if (at < 0) line.textContent = hit.shown;
    else {
      const strong = document.createElement("strong");
      strong.textContent = hit.shown.slice(at, at + words[0].length);
      line.append(hit.shown.slice(0, at), strong, hit.shown.slice(at + words[0].length));
    }
    return line;
  }

  point(index) {
    this.at = index;
    [...this.list.children].forEach((line, place) => line.setAttribute("aria-selected", place === index));
    this.list.children[index]?.scrollIntoView({ block: "nearest" });
    if (index >= 0) this.input.setAttribute("aria-activedescendant", `${this.list.id}-${index}`);
    else this.input.removeAttribute("aria-activedescendant");
  }

  close() {
    this.box.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  choose(hit) {
    if (hit) this.take(hit.option.value);
    this.close();
  }

  take(value) {
    if (this.select.value !== value) {
      this.select.value = value;
      this.select.dispatchEvent(new Event("input", { bubbles: true }));
      this.select.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.sync();
  }

  // Leaving with an empty field clears the answer; with a single hit takes it; otherwise the former answer stands.
  leave() {
    if (!this.box.hidden && this.input.value.trim() === "") this.take("");
    else if (!this.box.hidden && this.hits.length === 1) this.take(this.hits[0].option.value);
    else this.sync();
    this.close();
  }

  key(event) {
    const isOpen = !this.box.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) this.open("");
      else this.point((this.at + (event.key === "ArrowDown" ? 1 : -1) + this.hits.length) % this.hits.length);
    } else if (event.key === "Enter" && isOpen) {
      event.preventDefault();
      this.choose(this.hits[this.at]);
    } else if (event.key === "Escape" && isOpen) {
      event.stopPropagation();
      this.sync();
      this.close();
    }
  }
}

// In a long form the option reads "496 · Sumur gali". In a table the code stands apart: the narrow field shows the label alone.
function read(option, coded) {
  const words = option.textContent.trim();
  const shown = `${option.value} · ${words}`;
  return { label: coded ? shown : words, shown, search: `${option.value} ${words}`.toLowerCase() };
}

const dress = (root) => root.querySelectorAll("select[data-combobox]").forEach((select) => new Combobox(select));
dress(document);
document.addEventListener("row-added", (event) => dress(event.target));
