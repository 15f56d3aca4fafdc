// Keeps one trainee's page at the present: when the stream says that this seat did something, the timeline, the strip, the goals
// and the watched page and panel are fetched anew. What is only typed is no deed: while the page is looked at, it is asked for
// every few seconds. Nothing moves while somebody types a message.

const place = document.querySelector("[data-trainee]");
const TOLD = [".person-strip > .block", ".person-strip > p"];
const DONE = [".timeline-box", "[data-goals]", "[data-place]"];
const AT_MOST_EVERY = 1000;
const TYPING_EVERY = 8000;

let busy = false;
let again = false;

function rowCame({ seat, journal, generation }) {
  if (String(seat) !== place.dataset.seat) return;
  if (String(journal) === place.dataset.journal && String(generation) === place.dataset.generation) return;
  place.dataset.journal = journal;
  place.dataset.generation = generation;
  refresh();
}

async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    const answer = await fetch(place.dataset.trainee || location.href, { headers: { Accept: "text/html" } });
    if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } finally {
    setTimeout(() => {
      busy = false;
      if (again) {
        again = false;
        refresh();
      }
    }, AT_MOST_EVERY);
  }
}

function show(fresh) {
  const scrolled = atEnd();
  TOLD.forEach((selector) => replaced(selector, fresh));
  const acted = DONE.filter((selector) => replaced(selector, fresh)).length > 0;
  const strip = fresh.querySelector(".person-strip");
  if (strip) document.querySelector(".person-strip").dataset.state = strip.dataset.state;
  if (acted) lookAgain(document.querySelectorAll("[data-screen]"), fresh.querySelectorAll("[data-screen]"));
  if (scrolled) toEnd();
}

async function lookAtTyping(frame) {
  if (document.hidden || !frame) return;
  const answer = await fetch(frame.src, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (frame.contentDocument?.querySelector("main")?.textContent !== now.querySelector("main")?.textContent) frame.src = frame.src;
}

function replaced(selector, fresh) {
  const [before, after] = [document.querySelector(selector), fresh.querySelector(selector)];
  if (!before || !after || before.innerHTML === after.innerHTML) return false;
  before.replaceWith(after);
  return true;
}

function lookAgain(frames, now) {
  frames.forEach((frame, place) => now[place] && frame.setAttribute("src", now[place].getAttribute("src")));
}

function atEnd() {
  const list = document.querySelector(".timeline-box");
  return list.scrollTop + list.clientHeight >= list.scrollHeight - 40;
}

function toEnd() {
  const list = document.querySelector(".timeline-box");
  list.scrollTop = list.scrollHeight;
}

if (place) {
  toEnd();
  setInterval(() => lookAtTyping(document.querySelector("[data-typing]")), TYPING_EVERY);
  place.addEventListener("live:row", ({ detail }) => rowCame(detail));
  place.addEventListener("live:lag", ({ detail }) => {
    const clock = document.querySelector("[data-clock]");
    if (clock) clock.textContent = detail.at;
  });
}
