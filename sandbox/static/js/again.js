// A page that waits for something asks for itself anew ([data-again]: every so many seconds), but never under whoever marks text
// there to copy it, or stands on one of its links.

const again = document.querySelector("[data-again]");

const isRead = () => !getSelection().isCollapsed || ![document.body, null].includes(document.activeElement);

if (again) setInterval(() => isRead() || location.reload(), again.dataset.again * 1000);
