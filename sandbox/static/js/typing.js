// Keeps on the server what is typed and not saved: shortly after the last letter, and when one leaves; and asks once before
// leaving. A form takes part by data-keep, the address to keep it at. Without this script it is kept with every button pressed.

const AFTER = 800; // ms after the last letter
const AT_LEAST = 4000; // while somebody types on and on, and between two tries
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
  for (const [form, at] of forms) {
    if (!at.dirty || at.submitted || !form.isConnected) continue;
    at.dirty = false;
    navigator.sendBeacon(form.dataset.keep, written(form));
  }
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
addEventListener("pageshow", () => { for (const at of forms.values()) at.submitted = false; });
