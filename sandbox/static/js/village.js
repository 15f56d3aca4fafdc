// Shows the village's name as soon as its code is known. Without this script the name appears after logging in.
const field = document.querySelector("[data-village-names]");
const found = document.querySelector("[data-village-found]");

async function look() {
  const digits = field.value.replace(/\D/g, "");
  found.hidden = true;
  if (digits.length !== 10) return;
  const answer = await fetch(`${field.dataset.villageNames}?kode=${digits}`);
  if (answer.ok) {
    found.querySelector("span").textContent = (await answer.json()).name;
    found.hidden = false;
  }
}

field?.addEventListener("input", look);
if (field?.value) look();
