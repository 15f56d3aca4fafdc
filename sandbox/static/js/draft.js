// A draft of an exercise says while one types what its loader says of it, and leads to the field or the line that is meant.
// Without this script Simpan konsep says it.

const form = document.querySelector("form[data-checked-at]");
const file = form?.querySelector("textarea#teks");
let waiting = 0;
let asked = 0;

function show(line) {
  const lines = file.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
  file.focus();
  file.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  file.scrollTop = (file.scrollHeight * start) / file.value.length - file.clientHeight / 2;
}

function told(text, field) {
  const item = document.createElement("li");
  const line = Number(/, baris (\d+)/.exec(text)?.[1]);
  const input = !file && field && form.elements[field];
  const meant = input ? { href: `#${field}`, onclick: () => input.focus() } : file && line && { href: "#teks", onclick: () => show(line) };
  const words = meant ? Object.assign(document.createElement("a"), meant) : item;
  words.textContent = input ? `${input.labels[0].innerText}: ${text.slice(text.indexOf(": ") + 2)}` : text;
  item.append(...(meant ? [words] : []));
  return item;
}

function list(place, lines, fields = []) {
  place.replaceChildren(...lines.map((text, index) => told(text, fields[index])));
}

function mark(fields) {
  for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  for (const field of fields) form.elements[field]?.setAttribute("aria-invalid", "true");
}

function tell({ problems, warnings, fields }) {
  list(form.querySelector("[data-problems]"), problems, fields);
  list(form.querySelector("[data-warnings] ul"), warnings);
  mark(fields.filter(Boolean));
  form.querySelector("[data-warnings]").hidden = warnings.length === 0;
  form.querySelector("[data-fits]").hidden = problems.length > 0;
}

async function check() {
  const mine = ++asked;
  const answer = await fetch(form.dataset.checkedAt, { method: "POST", body: new URLSearchParams(new FormData(form)) });
  const found = answer.ok && (await answer.json());
  if (found && mine === asked) tell(found); // a slow answer is about a text that is no longer there
}

for (const place of form ? form.querySelectorAll("[data-problems], [data-warnings] ul") : []) {
  const items = [...place.children];
  list(place, items.map((item) => item.textContent), items.map((item) => item.dataset.field));
}
form?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, 600);
});
