// Loket: puts the hour that is typed into the sentence that the citizen will read. Without this script it says … there.
const says = document.querySelector('[data-says="kembali"]');
const hour = document.getElementById("pukul");
if (says && hour) {
  const [before, after] = says.textContent.split(hour.value || "…");
  hour.addEventListener("input", () => { says.textContent = before + (hour.value || "…") + after; });
}
