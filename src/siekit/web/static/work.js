// Pages of the work: uploads sent one by one with their progress, waiting, the activation dialog.
import { watchUploads, watchSync } from "./waiting.js";

const sending = document.querySelector("form[data-sending]");
if (sending) import("./sending.js").then((module) => module.begin(sending));

watchUploads();
watchSync();

// A link with data-dialog-from opens what is there as a dialog; without scripts it is a page.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-dialog-from]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (!window.HTMLDialogElement) return;
  event.preventDefault();
  const dialog = document.createElement("dialog");
  try {
    const answer = await fetch(link.dataset.dialogFrom, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error("no part");
    const part = new DOMParser().parseFromString(await answer.text(), "text/html");
    dialog.append(...part.body.childNodes);
  } catch {
    location.assign(link.href);
    return;
  }
  dialog.setAttribute("aria-labelledby", "dialog-title");
  document.body.append(dialog);
  dialog.addEventListener("click", (inside) => {
    if (!inside.target.closest("[data-close]")) return;
    inside.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  dialog.showModal();
});
