// A line to the server's events that mends itself. The server says something every second: a line that is silent for longer has
// died without an end (cable, sleep, a proxy), and is opened anew, as is one that broke. The pauses between two tries grow.
// Used by the shared worker, and by a page whose browser has none.

const EVENTS = ["row", "counts", "list", "tally", "lag"];
const SILENT_AFTER = 5000;
const DOUBTED_AFTER = 2000;
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 15000;

// hear(name, text) gets every event; `mark` names the state that is known already. Without a mark everything is told.
globalThis.openLine = (address, mark, hear) => {
  let feed = null;
  let waiting = 0;
  let pause = FIRST_PAUSE;
  let heardAt = performance.now();

  const silence = () => performance.now() - heardAt;

  function open() {
    clearTimeout(waiting);
    waiting = 0;
    feed?.close();
    heardAt = performance.now();
    const url = new URL(address, location.href);
    if (mark) url.searchParams.set("sejak", mark);
    feed = new EventSource(url);
    for (const name of EVENTS) feed.addEventListener(name, take);
    feed.addEventListener("error", openLater);
  }

  function take({ type, data, lastEventId }) {
    heardAt = performance.now();
    pause = FIRST_PAUSE;
    mark = lastEventId || mark;
    hear(type, data);
  }

  function openLater() {
    feed.close();
    if (waiting) return;
    waiting = setTimeout(open, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  const watching = setInterval(() => !waiting && silence() > SILENT_AFTER && openLater(), 1000);
  open();
  return {
    isDoubted: () => silence() > DOUBTED_AFTER,
    // Somebody looks again: no pause is waited for.
    wake: () => { if (waiting || silence() > DOUBTED_AFTER) open(); },
    startOver: () => { mark = ""; open(); },
    mark: () => mark,
    close: () => {
      clearTimeout(waiting);
      clearInterval(watching);
      feed.close();
    },
  };
};
