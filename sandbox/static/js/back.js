// With no box open (drops.js) Esc takes the page's way back: from a trainee to the board, from a panel to the row it is about.

addEventListener("keydown", ({ key, defaultPrevented }) => {
  if (key === "Escape" && !defaultPrevented) document.querySelector("[data-back]")?.click();
});
