// Keeps the board (or the projector) at the present: swaps the seat lines that the server rendered anew, the list and the counts.
// Without this script the page reloads every 5 s. Positions never move; only what changed is touched.

const QUIET = 1;
const SAY_AFTER = 3;
const GREY_AFTER = 10;

const board = document.querySelector("[data-board]");
const place = board ?? document.querySelector("[data-projector]");
const page = document.querySelector(".board-page");
const lagWords = document.querySelector("[data-lag]");
const clock = document.querySelector("[data-clock]");
const strip = document.querySelector("[data-lag-strip]");
const needs = document.querySelector("[data-needs]");
const announcer = document.querySelector("[data-announce]");

let heardAt = performance.now();
let shownAt = clock?.textContent ?? "";
let behind = 0;
let announcedAt = 0;

function lineOf(seat) {
  return board.querySelector(`.seat[data-seat="${seat}"]`);
}

function fragment(html) {
  return document.createRange().createContextualFragment(html);
}

function replaceRow({ seat, html, worst }) {
  const before = board && lineOf(seat);
  if (!before) return;
  const after = fragment(html).firstElementChild;
  const focused = before === document.activeElement;
  after.tabIndex = before.tabIndex;
  after.dataset.changed = "";
  before.replaceWith(after);
  after.closest(".village").dataset.worst = worst.replace("_", "-");
  if (focused) after.focus({ preventScroll: true });
}

function replaceCounts(counts) {
  for (const chip of document.querySelectorAll("[data-count]")) {
    const count = counts[chip.dataset.count] ?? 0;
    if (chip.textContent === String(count)) continue;
    chip.textContent = count;
    const link = chip.closest("a");
    link.setAttribute("aria-label", link.getAttribute("aria-label").replace(/^\d+/, count));
  }
}

function replaceList({ html }) {
  if (!needs) return;
  const focused = needs.contains(document.activeElement) ? document.activeElement.closest("[data-seat]")?.dataset.seat : null;
  const button = document.activeElement?.tagName === "BUTTON";
  const scrolled = needs.scrollTop;
  const hands = needs.querySelectorAll('.block[data-state="minta-tolong"]').length;
  needs.replaceChildren(fragment(html));
  needs.scrollTop = scrolled;
  const item = focused && needs.querySelector(`[data-seat="${focused}"]`);
  (item?.querySelector(button ? "button" : "a") ?? item?.querySelector("a"))?.focus({ preventScroll: true });
  const heads = [...needs.querySelectorAll(".need-head")].map((head) => head.textContent.trim().replace(/\s+/g, " "));
  const raised = needs.querySelectorAll('.block[data-state="minta-tolong"]').length > hands;
  announce(heads.join(", "), raised);
}

function announce(words, atOnce) {
  const now = performance.now();
  if (!announcer || (!atOnce && now - announcedAt < 10000)) return;
  announcedAt = now;
  announcer.setAttribute("aria-live", atOnce ? "assertive" : "polite");
  announcer.textContent = words;
}

function replaceTally(tally) {
  tally.forEach(([done, working, rest], index) => {
    const holder = document.querySelector(`[data-people="${index}"]`);
    if (!holder) return;
    document.querySelector(`[data-done="${index}"]`).textContent = done;
    const bars = holder.querySelectorAll("rect");
    if (bars.length !== done + working + rest) {
      location.reload();
      return;
    }
    bars.forEach((bar, at) => {
      const kind = at < done ? "done" : at < done + working ? "working" : "rest";
      bar.setAttribute("class", kind);
      bar.setAttribute("y", { done: 0, working: 12, rest: 25 }[kind]);
      bar.setAttribute("height", { done: 28, working: 16, rest: 3 }[kind]);
    });
  });
}

// Of a day too long for the grid the stretch is shown in which most people are at work, unless another one was chosen.
function follow(people) {
  if (!place.dataset.stretch || people.length < 2) return;
  people.forEach((count, index) => {
    const told = document.querySelector(`[data-at-work="${index}"]`);
    if (told) [told.textContent, told.hidden] = [count, count === 0];
  });
  const busiest = people.indexOf(Math.max(...people));
  if (String(busiest) === place.dataset.stretch || "chosen" in place.dataset) return;
  if (!board) return location.reload();
  board.dataset.stretch = busiest;
  document.querySelectorAll(".stretches a").forEach((link, index) => link.toggleAttribute("aria-current", index === busiest));
}

function tick({ seconds, at, paused, group, people }) {
  heardAt = performance.now();
  behind = seconds;
  shownAt = at;
  if (clock) clock.textContent = clock.dataset.clock === "short" ? at.slice(0, 5) : at;
  const isPaused = document.querySelector("[data-paused]");
  const known = isPaused?.dataset.paused ? isPaused.dataset.paused === "true" : isPaused && !isPaused.hidden;
  if (String(group) !== place.dataset.group || (isPaused && known !== paused)) location.reload();
  follow(people ?? []);
  showLag();
}

// The lag is what the server says, or how long nothing was heard from it: whichever is worse. Never pretend.
function showLag() {
  const silence = (performance.now() - heardAt) / 1000;
  const seconds = Math.max(behind, silence > QUIET * 2 ? silence : 0);
  const late = seconds >= SAY_AFTER ? place.dataset.wordsLate.replace("#", Math.round(seconds)) : null;
  const words = place.dataset.wordsLag.replace("#", seconds.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 }));
  if (lagWords) lagWords.textContent = late ?? words;
  if (!strip) return;
  const grey = seconds >= GREY_AFTER;
  strip.hidden = !grey;
  page.toggleAttribute("data-stale", grey);
  if (grey) {
    strip.querySelector("strong").textContent = late;
    strip.querySelector("p").lastChild.textContent = ` ${place.dataset.wordsAsOf.replace("#", shownAt)}`;
  }
}

function listen() {
  const acts = { row: replaceRow, counts: replaceCounts, list: replaceList, tally: replaceTally, lag: tick };
  for (const [name, act] of Object.entries(acts)) place.addEventListener(`live:${name}`, ({ detail }) => act(detail));
}

// One tab stop for the whole grid; arrows move between seats, Enter opens (it is a link), T takes, Esc leaves the list.
function roam() {
  const seats = () => [...board.querySelectorAll(".seat")];
  const stop = (seat) => {
    for (const other of board.querySelectorAll('.seat[tabindex="0"]')) other.tabIndex = -1;
    seat.tabIndex = 0;
  };
  for (const seat of seats()) seat.tabIndex = -1;
  const came = sessionStorage.getItem("gladi-seat");
  const first = (came && lineOf(came)) || seats()[0];
  if (first) stop(first);
  if (came && first) first.focus({ preventScroll: true });
  sessionStorage.removeItem("gladi-seat");

  board.addEventListener("focusin", ({ target }) => target.matches(".seat") && stop(target));
  board.addEventListener("click", ({ target }) => remember(target.closest(".seat")));
  board.addEventListener("keydown", (event) => {
    const seat = event.target.closest(".seat");
    if (!seat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") remember(seat);
    else if (event.key.toLowerCase() === "t") take(seat);
    else if (event.key.startsWith("Arrow")) {
      event.preventDefault();
      neighbour(seat, event.key)?.focus();
    }
  });
}

function remember(seat) {
  if (seat) sessionStorage.setItem("gladi-seat", seat.dataset.seat);
}

function neighbour(seat, key) {
  const columns = [...board.querySelectorAll(".board-column")];
  const inColumn = (column) => [...column.querySelectorAll(".seat")];
  const here = columns.findIndex((column) => column.contains(seat));
  const at = inColumn(columns[here]).indexOf(seat);
  if (key === "ArrowDown") return inColumn(columns[here])[at + 1];
  if (key === "ArrowUp") return inColumn(columns[here])[at - 1];
  const beside = columns[here + (key === "ArrowRight" ? 1 : -1)];
  return beside && (inColumn(beside)[at] ?? inColumn(beside).at(-1));
}

async function take(seat) {
  const body = new URLSearchParams({ csrf_token: board.dataset.token });
  const answer = await fetch(`${seat.getAttribute("href")}/tangani`, { method: "POST", body, redirect: "manual" });
  if (!answer.ok && answer.type !== "opaqueredirect") announce(board.dataset.wordsFailed, true);
}

if (place) {
  if (board) roam();
  listen();
  setInterval(showLag, 1000);
}
