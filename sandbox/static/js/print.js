// A button that prints the page. Without this script it is not there, and the page says how else.

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

addEventListener("beforeprint", () => document.querySelectorAll("details.figures").forEach((folded) => { folded.open = true; }));
