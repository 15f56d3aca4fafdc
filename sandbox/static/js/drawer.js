// On a phone the lesson panel is a drawer of three heights: tab, half, full. No modal: page and drawer scroll apart.
// Buttons change the height; dragging the grip is a second way. While one types with the keyboard open it shrinks to the
// tab and one chosen line of the berkas. Without this script the panel simply follows the page.

const panel = document.querySelector("[data-drawer]");
const root = document.documentElement;
const phone = matchMedia("(max-width: 767.98px)");
const HEIGHTS = ["tab", "half", "full"];
const kept = {
  get: (key) => { try { return sessionStorage.getItem(key); } catch { return null; } },
  set: (key, value) => { try { sessionStorage.setItem(key, value); } catch { /* private window: not remembered */ } },
};
let height = kept.get("drawer") ?? "half";
let tallest = innerHeight;
let finished = false;

function draw(shown = height) {
  if (!phone.matches) {
    delete root.dataset.drawer;
    delete root.dataset.part;
    return;
  }
  root.dataset.drawer = shown;
  turnToTask();
  turnToResult();
  if (panel.querySelector(".lesson-tabs")) showPart(root.dataset.part ?? kept.get("part"));
  else delete root.dataset.part;
}

// Whoever begins reads the task first, whatever lay open before.
function turnToTask() {
  const running = panel.querySelector("[data-panel]")?.dataset.attempt ?? "";
  if (running === kept.get("begun")) return;
  kept.set("begun", running);
  kept.set("part", "tugas");
  root.dataset.part = "tugas";
  if (height === "tab") set("half");
}

// The result of an exercise is not left behind another tab.
function turnToResult() {
  const now = panel.querySelector(".debrief") !== null;
  if (now && !finished) {
    kept.set("part", "tugas");
    root.dataset.part = "tugas";
  }
  finished = now;
}

function set(next) {
  height = next;
  kept.set("drawer", next);
  draw();
}

const step = () => set(HEIGHTS[(HEIGHTS.indexOf(height) + 1) % HEIGHTS.length]);

function showPart(wanted) {
  const links = [...panel.querySelectorAll("[data-show-part]")];
  const names = links.map((link) => link.dataset.showPart);
  const part = names.includes(wanted) ? wanted : names.includes("berkas") && !wanted ? "berkas" : names[0];
  root.dataset.part = part;
  for (const link of links) {
    if (link.dataset.showPart === part) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

function chooseLine(line) {
  panel.querySelectorAll("[data-chosen]").forEach((other) => other.removeAttribute("data-chosen"));
  line.setAttribute("data-chosen", "");
  copyLine();
}

function copyLine() {
  const line = panel.querySelector("[data-chosen]") ?? panel.querySelector("[data-line]");
  const place = panel.querySelector("[data-chosen-line]");
  if (!place) return;
  place.hidden = !line;
  if (line) place.textContent = [...line.children].map((part) => part.textContent.trim()).join(" · ");
}

// A shrunken window with the cursor in a field of the page is an open keyboard.
function keyboard() {
  const view = visualViewport?.height ?? innerHeight;
  tallest = Math.max(tallest, innerHeight);
  const typing = document.activeElement?.matches("input:not([type=checkbox], [type=radio]), textarea") && view < tallest * 0.75;
  root.style.setProperty("--g-keyboard", `${typing ? Math.max(0, Math.round(innerHeight - view)) : 0}px`);
  if (typing) copyLine();
  draw(typing && !panel.contains(document.activeElement) ? "typing" : height);
}

function drag(start) {
  const from = start.clientY;
  addEventListener("pointerup", (end) => {
    const way = Math.sign(from - end.clientY) * (Math.abs(from - end.clientY) > 24 ? 1 : 0);
    if (way === 0) return;
    dragged = true;
    set(HEIGHTS[Math.min(2, Math.max(0, HEIGHTS.indexOf(height) + way))]);
  }, { once: true });
}
let dragged = false;

if (panel) {
  // The panel's parts may be replaced while the page lives, so everything listens on the panel itself.
  panel.addEventListener("click", (event) => {
    const { target } = event;
    if (target.closest("[data-drawer-next]")) {
      if (!dragged) step();
      dragged = false;
    }
    const link = target.closest("[data-show-part]");
    if (link && phone.matches) {
      event.preventDefault();
      kept.set("part", link.dataset.showPart);
      showPart(link.dataset.showPart);
    }
    const line = target.closest("[data-line]");
    if (line) chooseLine(line);
  });
  panel.addEventListener("pointerdown", (event) => { if (event.target.closest(".drawer-grip")) drag(event); });
  panel.addEventListener("focus", () => { if (height === "tab") set("half"); });
  const dress = () => panel.querySelectorAll("[data-drawer-next]").forEach((button) => { button.hidden = false; });
  new MutationObserver(() => { dress(); draw(root.dataset.drawer ?? height); }).observe(panel, { childList: true, subtree: false });
  dress();
  phone.addEventListener("change", () => draw());
  for (const name of ["focusin", "focusout"]) document.addEventListener(name, () => setTimeout(keyboard, 50));
  (visualViewport ?? window).addEventListener("resize", keyboard);
  draw();
}
