// Of the small boxes that drop down only one is open. Esc closes it and gives its button the focus back; a click elsewhere closes it.

const drops = [...document.querySelectorAll("[data-drop]")];

function close(drop) {
  drop.open = false;
  if (drop.contains(document.activeElement)) drop.querySelector("summary").focus();
}

for (const drop of drops) {
  drop.addEventListener("toggle", () => {
    if (!drop.open) return;
    for (const other of drops) if (other !== drop) other.open = false;
    drop.querySelector("textarea, button, a")?.focus();
  });
}

if (drops.length) {
  addEventListener("click", ({ target }) => {
    for (const drop of drops) if (drop.open && !drop.contains(target)) drop.open = false;
  });
  // Before the page hears of it: with a box open, Esc means the box.
  addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && drops.find((drop) => drop.open);
    if (!open) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    close(open);
  }, { capture: true });
}
