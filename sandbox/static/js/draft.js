// A draft of an exercise says while one types what its loader says of it. Without this script Simpan konsep says it.

const typed = document.querySelector("textarea[data-checked-at]");
let waiting = 0;

function tell(problems) {
  const list = document.querySelector("[data-problems]");
  list.replaceChildren(...problems.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
  document.querySelector("[data-fits]").hidden = problems.length > 0;
}

async function check() {
  const body = new URLSearchParams({ teks: typed.value, csrf_token: typed.form.elements.csrf_token.value });
  const answer = await fetch(typed.dataset.checkedAt, { method: "POST", body });
  if (answer.ok) tell((await answer.json()).problems);
}

typed?.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(check, 600);
});
