// A sheet's cells as in a spreadsheet: sums follow as one types, Enter and arrows walk, = takes last year's figure, a pasted block
// is shown before it fills. The formulas stand in data-formulas, from the server, which computes again when it saves.

const sheet = document.querySelector("form[data-formulas]");
const NUMBER = /^-?(\d+|\d{1,3}((\.\d{3})+|(\s\d{3})+))(,\d+)?$/;
const NIHIL = ["0", "-", "nihil"];

// The number that a text is; null for none, NaN for a text that is no number.
function read(text) {
  const plain = text.trim().replace(/^rp\.?\s*/i, "");
  if (!plain) return null;
  if (NIHIL.includes(plain.toLowerCase())) return 0;
  return NUMBER.test(plain) ? Number(plain.replace(/[.\s]/g, "").replace(",", ".")) : NaN;
}

// As the server rounds: what lies just between two goes to the even one.
function rounded(number, digits) {
  const between = Number.isInteger(number * 2 ** (digits + 1)) && !Number.isInteger(number * 2 ** digits);
  if (!between) return digits ? Number(number.toFixed(digits)) : Math.round(number);
  const below = Math.floor(number * 10 ** digits);
  return (below + Math.abs(below % 2)) / 10 ** digits;
}
const bare = (text) => text.replace(/[^\d.,-]/g, "");
const written = (number, digits) => number.toLocaleString("id-ID", { maximumFractionDigits: digits });

const sum = (numbers) => numbers.reduce((all, each) => all + (each ?? 0), 0);
const COMPUTE = {
  total: (plus, minus = []) => (plus.some((each) => each !== null) ? sum(plus) - sum(minus) : null),
  products: (...factors) => {
    const whole = factors.filter((group) => !group.includes(null)).map((group) => group.reduce((a, b) => a * b, 1));
    return whole.length ? sum(whole) : null;
  },
  quotient: ([of], [per]) => (of === null || !per ? null : of / per),
  percent: ([part], [of]) => (part === null || !of ? null : (100 * part) / of),
  growth: ([of], [since]) => (of === null || !since ? null : (100 * (of - since)) / since),
};

if (sheet) {
  const year = sheet.dataset.year;
  // The cells of a range; `lower`: so many lines further down.
  const places = (range, lower) => {
    const [, row, column, last = row] = range.match(/b(\d+)k(\d+)(?:-(\d+))?/);
    return Array.from({ length: last - row + 1 }, (_, down) => `b${Number(row) + lower + down}k${column}`);
  };
  const formulas = sheet.dataset.formulas.split(" ").filter(Boolean).flatMap((word) => {
    const [place, how, groups, lines = 1] = word.split(":");
    const [, way, digits, within] = how.match(/([a-z]+)(\d)(\*?)/);
    const cellsOf = (group, lower) => group.split(",").filter(Boolean).flatMap((range) => places(range, lower));
    return Array.from({ length: lines }, (_, lower) =>
      [places(place, lower)[0], way, groups.split("|").map((group) => cellsOf(group, lower)), Number(digits), within]);
  });
  const cells = [...sheet.querySelectorAll("td.entry > :is(input, select)")];
  const byName = new Map(cells.map((cell) => [cell.name, cell]));
  const shown = new Map([...sheet.querySelectorAll("td[data-place]")].map((td) => [td.dataset.place, td]));
  const fixed = new Map([...shown].map(([place, td]) => [place, read(bare(td.textContent))]));
  const column = (cell) => cell.name.split("k")[1];
  const title = (cell) => cell.closest("tr").querySelector("th").textContent.trim();
  const lastYear = (cell) => {
    const text = cell.closest("tr").querySelectorAll("td.before")[column(cell) - 1]?.textContent.trim() ?? "";
    if (cell.tagName === "SELECT" || text === "kosong") return "";
    return cell.inputMode ? bare(text) : text;
  };

  function tellOpen() {
    const open = cells.filter((cell) => cell.inputMode && !cell.value.trim()).length;
    for (const words of sheet.querySelectorAll("[data-open]")) {
      words.textContent = `${open} kosong`;
      words.hidden = !open;
    }
  }

  function compute() {
    tellOpen();
    const known = new Map(fixed);
    for (const cell of cells) if (cell.inputMode) known.set(cell.name, read(cell.value));
    const at = (place) => { const number = known.get(place) ?? null; return Number.isNaN(number) ? null : number; };
    for (const [place, way, groups, digits, within] of formulas) {
      const number = COMPUTE[way](...groups.map((group) => group.map(at)));
      const result = number === null ? null : rounded(number, digits);
      known.set(place, result);
      const td = shown.get(place);
      if (!td) continue;
      const partial = within && groups.flat().some((each) => at(each) === null);
      td.textContent = result === null ? "" : partial ? "…" : (td.dataset.frame ?? "{}").replace("{}", written(result, digits));
      td.classList.toggle("blank", result === null);
    }
  }

  function looked(cell) {
    const td = cell.parentElement;
    if (!td.classList.contains("copied")) return;
    td.classList.remove("copied");
    const mark = Object.assign(document.createElement("input"), { type: "hidden", name: "dilihat", value: cell.name });
    td.append(mark);
    mark.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function changed(cell) {
    cell.parentElement.classList.toggle("nihil", Boolean(cell.inputMode) && read(cell.value) === 0);
    if (cell.value !== cell.defaultValue) looked(cell);
    count(cell.closest("tbody"));
    compute();
  }

  function count(tbody) {
    const words = sheet.querySelectorAll(`a[href="#${tbody.id}"] small`);
    const all = [...tbody.querySelectorAll("td.entry > :is(input:not([type=hidden]), select)")];
    for (const each of words) each.textContent = `${all.filter((cell) => cell.value.trim()).length}/${all.length}`;
  }

  function put(cell, text) {
    cell.value = text;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The next cell of the same column, down or up; the next in the row, right or left, and on to the next row.
  function go(cell, rows, along) {
    const list = cells.filter((each) => !each.closest("tr").hidden && (along || column(each) === column(cell)));
    const next = list[list.indexOf(cell) + (rows || along)];
    if (!next) return;
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  const edits = new WeakSet();
  sheet.addEventListener("focusin", ({ target }) => {
    if (!byName.has(target.name)) return;
    target.dataset.was = target.value;
    edits.delete(target);
    target.select?.();
  });
  sheet.addEventListener("input", ({ target }) => { if (byName.has(target.name)) changed(target); });
  sheet.addEventListener("keydown", (event) => {
    const { target: cell, key } = event;
    if (!byName.has(cell.name) || event.ctrlKey || event.metaKey || event.altKey) return;
    const typed = cell.tagName !== "SELECT";
    const all = typed && cell.selectionStart === 0 && cell.selectionEnd === cell.value.length && !edits.has(cell);
    const atStart = typed && (all || cell.selectionEnd === 0);
    const atEnd = typed && (all || cell.selectionStart === cell.value.length);
    if (key === "Enter") { looked(cell); go(cell, event.shiftKey ? -1 : 1, 0); }
    else if (typed && key === "ArrowDown") go(cell, 1, 0);
    else if (typed && key === "ArrowUp") go(cell, -1, 0);
    else if (key === "ArrowRight" && atEnd) go(cell, 0, 1);
    else if (key === "ArrowLeft" && atStart) go(cell, 0, -1);
    else if (typed && key === "F2") { edits.add(cell); cell.setSelectionRange(cell.value.length, cell.value.length); }
    else if (typed && key === "Escape") { put(cell, cell.dataset.was); cell.select(); }
    else if (key === "=" && (all || !cell.value) && cell.inputMode) { if (lastYear(cell)) put(cell, lastYear(cell)); cell.select(); }
    else return;
    event.preventDefault();
  });

  // On a phone, where there is no = key: last year's figure is a button beside the label.
  for (const cell of cells) {
    const text = cell.inputMode ? lastYear(cell) : "";
    if (!text) continue;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "take", textContent: `${year - 1}: ${text}` });
    button.setAttribute("aria-label", `Pakai ${text}, angka ${year - 1}, untuk ${cell.getAttribute("aria-label")}`);
    button.tabIndex = -1;
    button.addEventListener("click", () => { put(cell, text); cell.focus(); });
    cell.before(button);
  }

  // A block of a spreadsheet: to the right and down from this cell, over the cells that are typed. All of it fits, or none.
  function block(cell, text) {
    const lines = text.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
    const rows = [...sheet.querySelectorAll("table.sheet tbody tr")].filter((row) => !row.hidden && row.querySelector("td.entry"));
    const first = rows.indexOf(cell.closest("tr"));
    const found = [];
    for (const [down, texts] of lines.entries()) {
      const row = rows[first + down];
      if (!row) return { why: `Blok ini ${lines.length} baris, di bawah sel ini hanya ${rows.length - first}.` };
      const own = [...row.querySelectorAll("td[data-place], td.entry")]
        .filter((td) => Number((td.dataset.place ?? td.querySelector("[name]").name).split("k")[1]) >= Number(column(cell)));
      const open = texts.length > own.filter((td) => td.matches(".entry")).length ? own : own.filter((td) => td.matches(".entry"));
      if (texts.length > open.length) return { why: `Baris “${title(row.firstElementChild)}” hanya punya ${open.length} sel dari sini, blok ini ${texts.length}.` };
      for (const [right, value] of texts.entries()) {
        const target = open[right].matches(".entry") ? open[right].querySelector("input, select") : null;
        if (!target || !value.trim()) continue;
        const choice = target.tagName === "SELECT" && [...target.options].find((option) => option.text.trim() === value.trim());
        if (target.inputMode ? Number.isNaN(read(value)) : target.tagName === "SELECT" && !choice) {
          return { why: `“${value.trim().slice(0, 40)}” tidak cocok untuk ${target.getAttribute("aria-label")}.` };
        }
        found.push([target, choice ? choice.value : value.trim()]);
      }
    }
    return { found };
  }

  function ask(cell, { found, why }) {
    const box = document.createElement("dialog");
    box.className = "box paste";
    const lines = (found ?? []).slice(0, 8).map(([target, text]) => `${target.getAttribute("aria-label")}: ${text}`);
    const words = document.createElement("p");
    words.textContent = why ? `Tidak ada yang diisi. ${why}` : `${found.length} sel akan diisi dari tempelan:`;
    const list = document.createElement("ul");
    for (const line of found?.length > 8 ? [...lines, `dan ${found.length - 8} sel lagi`] : lines) list.append(Object.assign(document.createElement("li"), { textContent: line }));
    const form = document.createElement("form");
    form.method = "dialog";
    form.className = "buttons";
    const button = (text, value) => Object.assign(document.createElement("button"), { className: value === "isi" ? "btn btn-primary" : "btn btn-outline-primary", textContent: text, value });
    form.append(...(why ? [button("Tutup", "")] : [button("Tidak jadi", ""), button(`Isi ${found.length} sel`, "isi")]));
    form.lastElementChild.autofocus = true;
    box.append(words, list, form);
    box.addEventListener("close", () => {
      if (box.returnValue === "isi") for (const [target, text] of found) put(target, text);
      box.remove();
      cell.focus();
    });
    sheet.after(box);
    box.showModal();
  }

  sheet.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!byName.has(event.target.name) || !/[\t\n]./.test(text)) return;
    event.preventDefault();
    ask(event.target, block(event.target, text));
  });
}
