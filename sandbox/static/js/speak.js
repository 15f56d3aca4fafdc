// The panel that speaks to the room: counts whom a message would go to, picks villages on the board, filters the list of them.
// Without this script the same form is sent as it stands.

const speak = document.querySelector("[data-speak]");
const KEPT = "gladi-pesan";

function start() {
  const form = speak.querySelector('form[action$="/pesan"]');
  const text = form.querySelector("textarea");
  const boxes = [...form.querySelectorAll('input[name="desa"]')];
  const radios = [...form.querySelectorAll('input[name="kepada"]')];
  const select = form.querySelector("select");
  const filter = form.querySelector("[data-speak-filter]");
  const send = form.querySelector("[data-speak-send] span");
  const whom = () => radios.find((radio) => radio.checked).value;
  const everybody = boxes.reduce((sum, box) => sum + Number(box.dataset.heads), 0);
  const picked = () => boxes.filter((box) => box.checked).reduce((sum, box) => sum + Number(box.dataset.heads), 0);

  function show() {
    const people = { semua: everybody, desa: picked(), kecamatan: Number(select.selectedOptions[0]?.dataset.heads ?? 0) }[whom()];
    const words = people === 0 ? speak.dataset.wordsNobody : people > everybody / 2 && whom() === "semua" ? speak.dataset.wordsAll : speak.dataset.wordsSend;
    send.textContent = words.replace("#", people);
    form.querySelector("[data-speak-villages]").textContent = speak.dataset.wordsPeople.replace("#", picked());
    for (const box of boxes) {
      const place = document.querySelector(`.village[data-village="${box.value}"]`);
      place?.toggleAttribute("data-picked", whom() === "desa" && box.checked);
    }
    const over = text.value.trim().length - Number(text.dataset.longest);
    const count = form.querySelector("[data-speak-count]");
    count.textContent = over > 0 ? speak.dataset.wordsOver.replace("#", over) : over > -41 ? speak.dataset.wordsLeft.replace("#", -over) : "";
    text.toggleAttribute("data-over", over > 0);
    sessionStorage.setItem(KEPT, text.value);
  }

  function pick(seat) {
    const box = boxes.find((each) => each.value === seat.closest(".village").dataset.village);
    if (!box || box.disabled) return;
    radios.find((radio) => radio.value === "desa").checked = true;
    box.checked = !box.checked;
    box.closest("li").scrollIntoView({ block: "nearest" });
    show();
  }

  speak.toggleAttribute("data-live", true);
  filter.hidden = false;
  form.querySelector("[data-speak-ready]").hidden = false;
  if (!text.value && !speak.querySelector(".speak-sent")) text.value = sessionStorage.getItem(KEPT) ?? "";
  form.addEventListener("input", show);
  form.addEventListener("submit", () => sessionStorage.removeItem(KEPT));
  filter.addEventListener("input", () => {
    const words = filter.value.trim().toLocaleLowerCase();
    for (const box of boxes) {
      const row = box.closest("li");
      row.hidden = !box.checked && !row.textContent.toLocaleLowerCase().includes(words);
    }
  });
  filter.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  for (const button of form.querySelectorAll("[data-text]")) {
    button.addEventListener("click", () => {
      text.value = button.dataset.text;
      text.focus();
      show();
    });
  }
  // While the panel is open a click on the board picks a village; the links rest.
  const board = document.querySelector("[data-board]");
  board.addEventListener("click", (event) => {
    const seat = event.target.closest(".village");
    if (!seat) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pick(seat);
  }, { capture: true });
  board.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.closest(".seat")) return;
    event.preventDefault();
    pick(event.target);
  });
  addEventListener("keydown", (event) => event.key === "Escape" && location.assign(speak.querySelector("[data-speak-close]").href));
  show();
}

if (speak) start();
