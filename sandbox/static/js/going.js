// How far something is that takes its time ([data-going]): the words are fetched anew, and where they are gone or name another
// state it goes on elsewhere. The page is never reloaded before that, for whoever reads or tabs through it.

const going = document.querySelector("[data-going]");
const EVERY = 5000;

async function look() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-going]");
    if (fresh?.dataset.going !== going.dataset.going) return location.reload();
    if (fresh.textContent !== going.textContent) going.textContent = fresh.textContent;
  }
  setTimeout(look, EVERY);
}

if (going) setTimeout(look, EVERY);
