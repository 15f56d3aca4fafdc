// The long forms: counts what is not saved yet, guards the save button, Ctrl+S saves, Enter in a field never submits.
// A form takes part by holding a [data-save] button. Searches and lists are left alone: there a second press is the lesson.

const saving = (form) => form.querySelector("[data-save]");
const isChanged = (control) => {
  if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
  if (control.type === "hidden" || control.type === "submit" || control.type === "button") return false;
  if (control.tagName === "SELECT") {
    const shown = [...control.options].find((option) => option.defaultSelected) ?? control.options[0];
    return control.value !== (shown?.value ?? "");
  }
  return control.value !== control.defaultValue;
};

// Radios and ticks of one name are one question.
const changed = (form) => new Set([...form.elements].filter((control) => control.name && isChanged(control)).map((control) => control.name));

function count(form) {
  const line = form.querySelector("[data-unsaved]");
  if (!line) return;
  const here = changed(form);
  form.dataset.changed = here.size;
  const number = new Set([...line.dataset.unsaved.split(" ").filter(Boolean), ...here]).size;
  line.hidden = number === 0;
  line.querySelector("[data-unsaved-words]").textContent = `${number} isian belum disimpan`;
}

function busy(button) {
  const width = button.offsetWidth;
  button.dataset.label = button.innerHTML;
  button.style.minWidth = `${width}px`;
  button.textContent = button.dataset.busyLabel;
  button.dataset.busy = "now";
}

function free(button) {
  if (button.dataset.busy !== "now") return;
  button.innerHTML = button.dataset.label;
  delete button.dataset.busy;
}

// "Tidak ada" and an answer exclude each other; the newest wins.
function exclude(question, target) {
  const none = question.querySelector("[data-none]");
  if (!none) return;
  const others = [...question.querySelectorAll("input, select")].filter((control) => control !== none);
  if (target === none && none.checked) {
    for (const control of others) {
      if (control.type === "checkbox" || control.type === "radio") control.checked = false;
      else control.value = "";
      control.dispatchEvent(new Event("refresh"));
    }
  } else if (target !== none && (target.checked || (!["checkbox", "radio"].includes(target.type) && target.value))) {
    none.checked = false;
  }
}

for (const button of document.querySelectorAll("[data-save]")) {
  const form = button.form;
  form.addEventListener("input", (event) => {
    const question = event.target.closest("[data-exclusive]");
    if (question) exclude(question, event.target);
    count(form);
  });
  form.addEventListener("change", () => count(form));
  form.addEventListener("keydown", (event) => {
    const inField = event.target.matches("input:not([type=submit], [type=button]), select");
    if (event.key === "Enter" && inField) event.preventDefault();
  });
  form.addEventListener("submit", (event) => {
    if (button.dataset.busy === "now") event.preventDefault();
    else busy(event.submitter?.dataset.busyLabel ? event.submitter : button);
  });
  count(form);
}

// A button that does its deed at once, without a form to fill in: its second press does nothing either, but Ctrl+S is not for it.
for (const button of document.querySelectorAll("[data-once]")) {
  button.form.addEventListener("submit", (event) => {
    if (button.dataset.busy === "now") event.preventDefault();
    else busy(button);
  });
}

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  const button = document.querySelector("[data-save]");
  if (!button) return;
  event.preventDefault();
  if (button.dataset.busy !== "now" && button.getAttribute("aria-disabled") !== "true") button.form.requestSubmit(button);
});

// A button that cannot be used keeps the focus and says why; it just does nothing.
document.addEventListener("click", (event) => {
  if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
});

// What a small list opens does not stay under the bar at the foot of the page: as much of it as fits comes into sight.
document.addEventListener("click", (event) => {
  const list = event.target.closest("main summary")?.parentElement;
  if (list) requestAnimationFrame(() => { if (list.open) list.lastElementChild.scrollIntoView({ block: "nearest" }); });
});

// Coming back by the browser's own back button shows the page as it was left: free the button again.
addEventListener("pageshow", () => document.querySelectorAll("[data-save]").forEach((button) => { free(button); count(button.form); }));
addEventListener("pageshow", () => document.querySelectorAll("[data-once]").forEach(free));
