// Keeps one trainee's page at the present: when the stream says that this seat did something, the timeline, the strip, the goals
// and the watched page are fetched anew. Nothing moves while somebody types a message.

const place = document.querySelector("[data-trainee]");
const PARTS = [".person-strip > .block", ".person-strip > p", ".timeline-box", "[data-goals]", "[data-place]"];
const AT_MOST_EVERY = 1000;

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
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
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
  for (const selector of PARTS) {
    const [before, after] = [document.querySelector(selector), fresh.querySelector(selector)];
    if (before && after && before.innerHTML !== after.innerHTML) before.replaceWith(after);
  }
  const strip = fresh.querySelector(".person-strip");
  if (strip) document.querySelector(".person-strip").dataset.state = strip.dataset.state;
  const [screen, now] = [document.querySelector("[data-screen]"), fresh.querySelector("[data-screen]")];
  if (screen && now) screen.setAttribute("src", now.getAttribute("src"));
  if (scrolled) toEnd();
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
  place.addEventListener("live:row", ({ detail }) => rowCame(detail));
  place.addEventListener("live:lag", ({ detail }) => {
    const clock = document.querySelector("[data-clock]");
    if (clock) clock.textContent = detail.at;
  });
}
