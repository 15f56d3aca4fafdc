// Keeps the hall's time in the frame going: exercises say "wait a minute". Between two pages it runs by itself; whenever the lesson
// panel is fresh it is set anew by that, and in a pause it stands. Without this script it is the time at which the page was made.

const HOURS_AHEAD = 7;

const place = document.querySelector("[data-hall-clock]");
let at = Number(place?.dataset.hallClock);
let since = performance.now();
let still = false;

function show() {
  const seconds = at + (still ? 0 : (performance.now() - since) / 1000);
  const shown = new Date((seconds + HOURS_AHEAD * 3600) * 1000).toISOString().slice(11, 19).replaceAll(":", ".");
  if (place.textContent !== shown) place.textContent = shown;
}

function setAnew() {
  const told = document.querySelector("[data-panel][data-now]");
  if (!told) return;
  at = Number(told.dataset.now);
  since = performance.now();
  still = "still" in told.dataset;
}

if (place) {
  setAnew();
  addEventListener("panel:swapped", setAnew);
  setInterval(show, 500);
}
