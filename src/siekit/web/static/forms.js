// A form is sent once, however often its button is pressed; a field with data-submit sends its
// form when it changes, and the first field that is wrong gets the focus.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return; // another script sends it
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "post") form.dataset.sent = "yes";
});

// A page that comes back out of the browser's memory may send its forms again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

document.querySelector("[aria-invalid=true]")?.focus();
