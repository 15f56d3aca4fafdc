// Repeating tables: adds rows, asks once before a row goes, and lets it come back until the form is saved.
// The tick named …hapus is the truth that is sent; this only draws it as a button.

const bin = (words) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "drop-button";
  button.innerHTML = `<svg class="icon" aria-hidden="true"><use href="${iconHref("trash3")}"/></svg><span class="drop-word">Hapus</span>`;
  button.setAttribute("aria-label", words);
  return button;
};
// The address of the icon sprite is known to the page, not to us: take it from the button "Tambah baris".
const iconHref = (name) => document.querySelector("[data-add-row] use").getAttribute("href").replace(/#.*/, `#${name}`);

function small(words, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-outline-primary btn-sm";
  button.textContent = words;
  button.addEventListener("click", press);
  return button;
}

function dress(row) {
  const tick = row.querySelector("[data-drop]");
  const label = tick.closest("[data-drop-tick]");
  const place = document.createElement("div");
  place.className = "ask";
  label.hidden = true;
  label.classList.add("d-none");
  label.after(place);
  const name = () => `baris ${row.querySelector("[data-row-number]").textContent}`;
  const mark = (dropped) => {
    tick.checked = dropped;
    row.toggleAttribute("data-dropped", dropped);
    row.querySelectorAll("td:not(.row-drop) :is(input, select)").forEach((control) => { control.tabIndex = dropped ? -1 : 0; });
    tick.dispatchEvent(new Event("change", { bubbles: true }));
    show(dropped ? "dropped" : "plain", true);
  };
  const show = (state, takeFocus) => {
    place.replaceChildren(...parts(state));
    place.toggleAttribute("data-open", state !== "plain");
    if (takeFocus) place.querySelector("button").focus();
  };
  const parts = (state) => {
    if (state === "ask") return [`Hapus ${name()}?`, small("Hapus", () => mark(true)), small("Tidak jadi", () => show("plain", true))];
    if (state === "dropped") return ["Dihapus saat disimpan.", small("Batalkan hapus", () => mark(false))];
    const button = bin(`Hapus ${name()}`);
    button.addEventListener("click", () => show("ask", true));
    return [button];
  };
  row.toggleAttribute("data-dropped", tick.checked);
  show(tick.checked ? "dropped" : "plain", false);
}

function number(table) {
  table.querySelectorAll("tbody [data-row-number]").forEach((place, index) => { place.textContent = index + 1; });
}

for (const table of document.querySelectorAll("[data-rows]")) {
  const body = table.querySelector("tbody");
  const add = table.querySelector("[data-add-row]");
  const none = table.querySelector("[data-none]");
  const spare = body.querySelector("[data-spare]");
  let next = body.children.length;
  const given = [...body.querySelectorAll("[name]")].map((control) => Number(/-(\d+)-/.exec(control.name)?.[1] ?? 0));
  next = Math.max(next, ...given.map((index) => index + 1));

  if (body.children.length > 1 || none?.checked) spare.remove();
  body.querySelectorAll("[data-row]").forEach(dress);
  add.hidden = false;
  number(table);

  add.addEventListener("click", () => {
    const holder = document.createElement("tbody");
    holder.innerHTML = table.querySelector("template").innerHTML.replaceAll("__n__", next++);
    const row = holder.firstElementChild;
    body.append(row);
    dress(row);
    number(table);
    if (none) none.checked = false;
    row.dispatchEvent(new CustomEvent("row-added", { bubbles: true }));
    row.querySelector("td input, td select").focus();
    table.closest("form")?.dispatchEvent(new Event("change"));
  });
  body.addEventListener("input", (event) => { if (none && event.target.value) none.checked = false; });
}
