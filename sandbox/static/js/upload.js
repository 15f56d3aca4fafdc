// While a file is checked: how far it is. Without this script the button alone says that it is being checked.

for (const form of document.querySelectorAll("[data-progress]")) {
  const bar = form.querySelector("progress");
  const words = form.querySelector("[data-progress-words]");
  const ask = async () => {
    const answer = await fetch(form.dataset.progress).catch(() => null);
    const far = answer?.ok ? await answer.json() : {};
    if (!far.of) return;
    bar.max = far.of;
    bar.value = far.count;
    words.textContent = far.words;
  };
  form.addEventListener("submit", () => {
    form.querySelector("[data-going]").hidden = false;
    setInterval(ask, 1000);
  });
}
