// The answer to a button that could not be sent elsewhere: a reload asks for the page anew and sends nothing.
if (document.querySelector("[data-pressed]")) history.replaceState(null, "", location.href);
