// A draft of an exercise says while one types what its loader says of it, and leads to the line that is meant. Without this
// script Simpan konsep says it.

const typed = document.querySelector("textarea[data-checked-at]");
let waiting = 0;
let asked = 0;

function show(line) {
  const lines = typed.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((length, each) => length + each.length + 1, 0);
  typed.focus();
  typed.setSelectionRange(start, start + (lines[line - 1] ?? "").length);
  typed.scrollTop = (typed.scrollHeight * start) / typed.value.length - typed.clientHeight / 2;
}

function told(text) {
  const item = document.createElement("li");
  const line = Number(/, baris (\d+)/.exec(text)?.[1]);
  const words = line ? Object.assign(document.createElement("a"), { href: "#teks", onclick: () => show(line) }) : item;
  words.textContent = text;
  item.append(...(line ? [words] : []));
  return item;
}

function list(place, lines) {
  place.replaceChildren(...lines.map(told));
}

function tell({ problems, warnings }) {
  list(document.querySelector("[data-problems]"), problems);
  list(document.querySelector("[data-warnings] ul"), warnings);
  document.querySelector("[data-warnings]").hidden = warnings.length === 0;
  document.querySelector("[data-fits]").hidden = problems.length > 0;
}

async function check() {
  const mine = ++asked;
  const body = new URLSearchParams({ teks: typed.value, csrf_token: typed.form.elements.csrf_token.value });
  const answer = await fetch(typed.dataset.checkedAt, { method: "POST", body });
  const found = answer.ok && (await answer.json());
  if (found && mine === asked) tell(found); // a slow answer is about a text that is no longer there
}

for (const place of typed ? document.querySelectorAll("[data-problems], [data-warnings] ul") : []) {
  list(place, [...place.children].map((item) => item.textContent));
}
typed?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, 600);
});
