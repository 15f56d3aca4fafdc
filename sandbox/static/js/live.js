// Keeps a live page's line: hears the browser's shared one, or one of its own where the browser has no shared workers; its own
// rests while nobody sees the page, so that hidden tabs leave the connections to others. What comes is told at [data-feed] as
// live:row, live:counts, live:list, live:tally, live:lag.

const place = document.querySelector("[data-feed]");
let mark = "";
let hangUp = () => {};
let wake = () => {};

function tell(name, text) {
  place.dispatchEvent(new CustomEvent(`live:${name}`, { detail: JSON.parse(text) }));
}

function share() {
  const worker = new SharedWorker(place.dataset.line, { name: `gladi-${document.documentElement.lang}` });
  worker.addEventListener("error", own);
  worker.port.onmessage = ({ data: [name, text] }) => tell(name, text);
  worker.port.postMessage({ address: place.dataset.feed, mark });
  wake = () => worker.port.postMessage("wake");
  hangUp = () => {
    worker.port.postMessage("leave");
    worker.port.close();
  };
}

function own() {
  let line = globalThis.openLine(place.dataset.feed, mark, tell);
  const rest = () => {
    mark = line?.mark() ?? mark;
    line?.close();
    line = null;
  };
  wake = () => {
    if (document.hidden) rest();
    else if (line) line.wake();
    else line = globalThis.openLine(place.dataset.feed, mark, tell);
  };
  hangUp = rest;
}

function connect() {
  if (globalThis.SharedWorker) share();
  else own();
}

if (place) {
  mark = place.dataset.mark ?? "";
  connect();
  addEventListener("pagehide", () => hangUp());
  // Back from the back-forward cache: what was shown is old, and what happened since then is asked for.
  addEventListener("pageshow", ({ persisted }) => persisted && connect());
  document.addEventListener("visibilitychange", () => wake());
  addEventListener("online", () => wake());
}
