// A draft of an exercise says while one types what its loader says of it. Without this script Simpan konsep says it.

const typed = document.querySelector("textarea[data-checked-at]");
let waiting = 0;
let asked = 0;

function list(place, lines) {
  place.replaceChildren(...lines.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
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
  const told = answer.ok && (await answer.json());
  if (told && mine === asked) tell(told); // a slow answer is about a text that is no longer there
}

typed?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, 600);
});
