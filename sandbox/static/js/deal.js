// Villages dealt out over the days ([data-deal]): dragged onto another day, or moved by that day's number while one is chosen. Both
// press the day's own button, which works without this script too.

const deal = document.querySelector("[data-deal]");
const ANOTHER_DIGIT_MS = 700;
let dragged = null;
let digits = "";
let pressing = 0;

function press(number) {
  const chosen = deal.querySelector("input[name=desa]:checked");
  const button = deal.querySelector(`button[name=hari][value="${number}"]`);
  if (chosen && button && !chosen.value.startsWith(`${number}:`)) deal.requestSubmit(button);
}

// A number that goes on (day 1, with a day 12) waits for its next digit.
function type(digit) {
  clearTimeout(pressing);
  digits += digit;
  const goesOn = [...deal.querySelectorAll("button[name=hari]")].some(({ value }) => value !== digits && value.startsWith(digits));
  pressing = setTimeout(() => {
    press(digits);
    digits = "";
  }, goesOn ? ANOTHER_DIGIT_MS : 0);
}

function mark(over) {
  for (const day of deal.querySelectorAll("[data-day]")) day.classList.toggle("is-over", day === over);
}

if (deal) {
  for (const radio of deal.querySelectorAll("input[name=desa]")) radio.closest("label").draggable = true;
  deal.addEventListener("dragstart", ({ target, dataTransfer }) => {
    dragged = target.closest?.("label")?.querySelector("input");
    if (!dragged) return;
    dataTransfer.effectAllowed = "move";
    dataTransfer.setData("text/plain", dragged.value);
  });
  deal.addEventListener("dragover", (event) => {
    const day = dragged && event.target.closest("[data-day]");
    if (day) event.preventDefault();
    mark(day);
  });
  deal.addEventListener("dragend", () => {
    dragged = null;
    mark(null);
  });
  deal.addEventListener("drop", (event) => {
    const day = event.target.closest("[data-day]");
    if (!dragged || !day) return;
    event.preventDefault();
    dragged.checked = true;
    press(day.dataset.day);
  });
  deal.addEventListener("keydown", ({ key, target, ctrlKey, altKey, metaKey }) => {
    if (target.name === "desa" && /^[0-9]$/.test(key) && !ctrlKey && !altKey && !metaKey) type(key);
  });
}
