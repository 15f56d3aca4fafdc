// Keeps on the server what is typed and not saved: shortly after the last letter, and when one leaves; and asks once before
// leaving. A form takes part by data-keep, the address to keep it at. Without this script it is kept with every button pressed.
// A page that is asked for at once may be made before what was sent last has arrived: the tab remembers that for the next page.

const AFTER = 800; // ms after the last letter
const AT_LEAST = 4000; // while somebody types on and on, and between two tries
const SOON = 5000; // ms after which what was sent when one left has arrived
const LEFT = "gladi-ketikan";
const forms = new Map();

const state = (form) => {
  if (!forms.has(form)) forms.set(form, { dirty: false, timer: 0, since: 0, sending: null, submitted: false });
  return forms.get(form);
};
const written = (form) => new URLSearchParams(new FormData(form));

function touched(form) {
  const at = state(form);
  if (!at.dirty) at.since = Date.now();
  at.dirty = true;
  remember(null);
  if (form.closest("main") && !form.querySelector("[data-save]")) form.dataset.changed = 1; // a long form counts what is not saved: form.js
  later(form, Math.max(0, Math.min(AFTER, at.since + AT_LEAST - Date.now())));
}

function later(form, wait) {
  const at = state(form);
  clearTimeout(at.timer);
  at.timer = setTimeout(() => send(form), wait);
}

function send(form) {
  const at = state(form);
  if (!at.dirty || at.submitted || !form.isConnected) return;
  if (at.sending) return later(form, AFTER);
  at.dirty = false;
  const again = () => { at.dirty = true; at.since = Date.now(); later(form, AT_LEAST); };
  at.sending = fetch(form.dataset.keep, { method: "POST", body: written(form), keepalive: true, redirect: "error", signal: AbortSignal.timeout(AT_LEAST) })
    .then((answer) => { if (!answer.ok) again(); }, again)
    .finally(() => { at.sending = null; });
}

// The page goes: what was not sent yet goes with it. Not after a button of the form: it took all along.
function leaving() {
  const left = [];
  for (const [form, at] of forms) {
    if (at.submitted || !form.isConnected || !(at.dirty || at.sending)) continue;
    left.push([known(form), typed(form)]);
    if (at.dirty) navigator.sendBeacon(form.dataset.keep, written(form));
    at.dirty = false;
  }
  if (left.length) remember({ at: Date.now(), left });
}

// The same part of the same record, shown over the same answers to the same person.
const known = (form) => [form.dataset.keep, ...inputs(form, true).filter(({ name }) => name !== "csrf_token").map(({ value }) => value)].join(" ");
const inputs = (form, hidden) => [...form.elements].filter(({ name, type }) => name && type !== "submit" && (type === "hidden") === hidden);
const isTicked = ({ type }) => type === "radio" || type === "checkbox";
const typed = (form) => inputs(form, false).map((input) => (isTicked(input) ? input.checked : input.value));

function remember(left) {
  try { sessionStorage.setItem(LEFT, JSON.stringify(left)); } catch { /* private window: not remembered */ }
}

// Once, on the next page of this tab: where it was made too early, its form gets what was typed last.
function comeBack() {
  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(LEFT)); sessionStorage.removeItem(LEFT); } catch { /* nothing to come back to */ }
  if (!kept || Date.now() - kept.at > SOON) return;
  const left = new Map(kept.left);
  for (const form of document.querySelectorAll("form[data-keep]")) fill(inputs(form, false), left.get(known(form)) ?? []);
}

function fill(fields, texts) {
  if (fields.length !== texts.length) return; // another row by now
  fields.forEach((field, place) => {
    const what = isTicked(field) ? "checked" : "value";
    if (field[what] === texts[place]) return;
    field[what] = texts[place];
    for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  });
}

const kept = (target) => target.closest?.("form[data-keep]") ?? target.form?.closest("form[data-keep]");
for (const name of ["input", "change"]) {
  document.addEventListener(name, (event) => {
    const form = kept(event.target);
    if (form) touched(form);
  });
}

// What is on its way must not arrive after the save: it would be a draft of what is saved.
document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-form=draft]")) return letGo();
  const form = kept(event.target);
  if (!form) return;
  const at = state(form);
  clearTimeout(at.timer);
  if (at.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const { submitter } = event;
    at.sending.finally(() => form.requestSubmit(submitter));
    return;
  }
  at.submitted = true;
  remember(null);
}, { capture: true });

// The draft is thrown away, or put back from the server: what stands in the form is not wanted.
function letGo() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    clearTimeout(state(form).timer);
    state(form).submitted = true;
  }
}

addEventListener("beforeunload", (event) => {
  leaving();
  const asks = [...document.querySelectorAll("form[data-keep]")].some((form) => Number(form.dataset.changed) && !state(form).submitted);
  if (asks) event.preventDefault();
});
addEventListener("pagehide", leaving);
document.addEventListener("visibilitychange", () => { if (document.hidden) leaving(); });
addEventListener("pageshow", ({ persisted }) => {
  for (const at of forms.values()) at.submitted = false;
  if (!persisted) comeBack(); // by now the form's other scripts listen
});
