// "Salin": copies the text of the element that data-copy points at, and says so. A hall is plain HTTP, where browsers
// withhold navigator.clipboard; the old way works there.

function copied(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

async function copy(text) {
  if (!navigator.clipboard) return copied(text);
  return navigator.clipboard.writeText(text).then(() => true, () => copied(text));
}

function toast(words) {
  const line = document.createElement("p");
  line.className = "toast-line";
  line.setAttribute("role", "status");
  document.body.append(line);
  line.textContent = words;
  setTimeout(() => line.remove(), 2500);
}

// A list of label and value comes out as one line each.
function textOf(element) {
  const pairs = [...element.querySelectorAll("dt")].map((term) => `${term.textContent.trim()}: ${term.nextElementSibling.textContent.trim()}`);
  return pairs.length ? pairs.join("\n") : element.textContent.trim();
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(textOf(document.querySelector(button.dataset.copy)));
    button.focus();
    if (done) toast(button.dataset.copied ?? "Disalin");
  });
}
