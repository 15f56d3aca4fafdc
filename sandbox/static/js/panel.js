// Keeps the lesson panel fresh: asks for its version and swaps it when that changed, and sends its small forms without leaving
// the page, so that half-typed forms of the practice page stay. The sheet that lies open and how far one has read stay from page
// to page too. Without this script the panel is as old as the page.

const EVERY = 4000;
const IN_PLACE = /\/(petunjuk|angkat-tangan|turunkan-tangan|jawab|dibaca)$/;
const aside = document.querySelector("#panel-latihan");
const state = () => aside.querySelector("[data-panel]");
const READING = "panel-reading";
let lookAgainAt = 0;

// What stands on top and must be seen: a new mistake, the debrief.
const news = () => aside.querySelectorAll(".mistake, .debrief").length;

// A question in place can be let go; without this script its own button closes it.
function dress() {
  for (const button of aside.querySelectorAll("[data-cancel]")) button.hidden = false;
}

function letGo(button) {
  const asked = button.closest("details");
  asked.open = false;
  asked.querySelector("summary").focus();
}

function note() {
  dress();
  const seconds = Number(state().dataset.lookAgainIn);
  lookAgainAt = seconds ? Date.now() + seconds * 1000 : 0;
}

function busy() {
  const at = document.activeElement;
  return aside.contains(at) && at.matches("input:not([type=radio]), textarea") || aside.querySelector(".restart[open]");
}

const hidden = ([name, value]) => Object.assign(document.createElement("input"), { type: "hidden", name, value });

// Each button belongs to its own small form again: with a script nothing has to travel with the form of the page. What stood in
// its address, and the page's token, go into the small form.
function loosen() {
  for (const button of aside.querySelectorAll("[formaction]")) {
    const token = button.form.elements.csrf_token.value;
    const fields = [["csrf_token", token], ...new URL(button.formAction).searchParams];
    button.closest("form").prepend(...fields.map(hidden));
  }
  for (const each of aside.querySelectorAll("[form]")) {
    for (const name of ["form", "formaction"]) each.removeAttribute(name);
  }
}

// What is being typed into the panel is in the new one too, if its question still is.
function swap(html) {
  const typed = [...aside.querySelectorAll("input.form-control")].filter((input) => input.value !== input.defaultValue);
  const scrolled = aside.querySelector(".lesson-scroll")?.scrollTop ?? 0;
  const sheet = aside.querySelector(".sheet-pick:checked")?.id;
  const before = news();
  const opened = aside.querySelector(".other-exercises")?.open;
  aside.innerHTML = html;
  for (const { id, value } of typed) {
    const input = aside.querySelector(`#${CSS.escape(id)}`);
    if (input) input.value = value;
  }
  if (sheet) aside.querySelector(`#${sheet}`)?.click();
  if (opened) aside.querySelector(".other-exercises")?.setAttribute("open", "");
  const scroll = aside.querySelector(".lesson-scroll");
  if (scroll) scroll.scrollTop = news() === before ? scrolled : 0;
  note();
  aside.dispatchEvent(new CustomEvent("panel:swapped", { bubbles: true }));
}

// Where one was in the berkas, kept for this exercise until the browser's tab is closed.
function remember() {
  const place = { of: state().dataset.attempt, sheet: aside.querySelector(".sheet-pick:checked")?.id, top: aside.querySelector(".lesson-scroll")?.scrollTop, news: news() };
  try { sessionStorage.setItem(READING, JSON.stringify(place)); } catch { /* private window: not remembered */ }
}

function recall() {
  let place = null;
  try { place = JSON.parse(sessionStorage.getItem(READING)); } catch { /* nothing to come back to */ }
  if (!place || place.of !== state().dataset.attempt) return;
  const sheet = place.sheet && aside.querySelector(`#${place.sheet}`);
  if (sheet) sheet.checked = true;
  const scroll = aside.querySelector(".lesson-scroll");
  if (scroll && place.news === news()) scroll.scrollTop = place.top;
}

async function refresh() {
  const answer = await fetch(state().dataset.panelUrl, { headers: { "X-Panel": "1" } });
  if (answer.ok) swap(await answer.text());
}

async function look() {
  if (document.hidden || busy()) return;
  try {
    if (lookAgainAt && Date.now() >= lookAgainAt) return await refresh();
    const answer = await fetch(state().dataset.versionUrl);
    if (answer.ok && (await answer.json()).version !== state().dataset.version) await refresh();
  } catch { /* the line is away: the next look tries again */ }
}

async function send(event) {
  const form = event.target.closest("form");
  if (!form || !IN_PLACE.test(new URL(form.action).pathname)) return;
  event.preventDefault();
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Panel": "1" } });
    if (!answer.ok) throw new Error(answer.statusText);
    swap(await answer.text());
  } catch { form.submit(); }
}

if (aside && state()) {
  loosen();
  note();
  recall();
  addEventListener("pagehide", remember);
  aside.addEventListener("submit", send);
  aside.addEventListener("click", (event) => {
    const cancel = event.target.closest("[data-cancel]");
    if (cancel) letGo(cancel);
    if (!event.target.closest("[data-refresh-panel]")) return;
    event.preventDefault();
    refresh();
  });
  setInterval(look, EVERY);
}
