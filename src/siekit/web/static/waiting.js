// Pages that wait: an upload that is being read, a sync that is at work.
const PAUSE = 250;
const LONGEST = 5000;

// A page that loads itself anew takes back the link or the form that somebody has just pressed.
// A link that only fetches a file leaves the page where it is, so the pause ends.
const LEAVING = 10000;
let left = -Infinity;
addEventListener("beforeunload", () => {
  left = performance.now();
});

const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function asked(address) {
  const answer = await fetch(address, {
    credentials: "same-origin",
    headers: { Accept: "application/json" },
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

// Ask again and again, each time a little later, until `over` says so.
export async function until(address, over) {
  for (let pause = PAUSE; ; pause = Math.min(pause * 1.3, LONGEST)) {
    await later(pause);
    try {
      const found = await asked(address);
      if (performance.now() - left < LEAVING) continue;
      if (over(found)) return;
    } catch {
      pause = LONGEST;
    }
  }
}

export function watchUploads() {
  const waiting = document.querySelector("[data-wait]");
  if (!waiting) return;
  const seen = waiting.dataset.state;
  until(waiting.dataset.wait, (found) => {
    if (!found.length || found[0].state === seen) return false;
    location.reload();
    return true;
  });
}

export function watchSync() {
  const waiting = document.querySelector("[data-wait-sync]");
  if (!waiting) return;
  until(waiting.dataset.waitSync, (found) => {
    if (found.open) return false;
    location.reload();
    return true;
  });
}
