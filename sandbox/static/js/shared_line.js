// The one line of a browser: a browser opens six connections to a host, so a seventh live page with a line of its own would keep
// every further page from coming. All live pages hear this one. It keeps the last word on each seat for pages that come later.

const ports = new Set();
const kept = new Map();
let line = null;
let base = "";

function hear(name, text) {
  if (name === "row") kept.set(`row ${JSON.parse(text).seat}`, [name, text]);
  else if (name !== "lag") kept.set(name, [name, text]);
  for (const port of ports) port.postMessage([name, text]);
}

function join(port, { address, mark }) {
  ports.add(port);
  if (!line) {
    base = mark;
    line = globalThis.openLine(address, mark, hear);
  } else if (line.isDoubted() || !covers(mark)) {
    base = "";
    line.startOver();
  } else {
    for (const event of kept.values()) port.postMessage(event);
  }
}

// Whether all that happened since a page's mark has been heard here. A mark is the process' name and a number that rises.
function covers(mark) {
  const [owner, number] = mark.split("-");
  const [ownOwner, first] = base.split("-");
  return base === "" || owner === ownOwner && Number(number) >= Number(first);
}

function leave(port) {
  ports.delete(port);
  if (ports.size) return;
  line?.close();
  line = null;
  kept.clear();
}

globalThis.addEventListener("connect", ({ ports: [port] }) => {
  port.onmessage = ({ data }) => {
    if (data === "leave") leave(port);
    else if (data === "wake") line?.wake();
    else join(port, data);
  };
});
