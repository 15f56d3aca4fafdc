// Whoever types another answer between two people's has chosen it.

document.addEventListener("input", ({ target }) => {
  const radio = target.name?.startsWith("lain-") && target.closest("[data-other]")?.querySelector("input[type=radio]");
  if (radio) radio.checked = true;
});
