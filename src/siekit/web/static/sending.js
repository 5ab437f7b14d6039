// Files dropped or chosen are sent one by one, each with its progress and its own results.
import { until } from "./waiting.js";

const AT_ONCE = 3;
const WATCHED = 100;

export function begin(form) {
  const words = form.dataset;
  const input = form.querySelector("input[type=file]");
  const section = document.querySelector(".results");
  const list = section.querySelector(".results-list");
  const done = section.querySelector(".results-done");
  const queue = [];
  let going = 0;

  form.querySelector(".drop-hint").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    take(input.files);
    input.value = "";
  });
  input.addEventListener("change", () => form.requestSubmit());
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("over");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) form.classList.remove("over");
  });
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    filesOf(event.dataTransfer).then(take);
  });
  // A file dropped beside the form must not take the page's place.
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => event.preventDefault());
  }
  window.addEventListener("beforeunload", (event) => {
    if (going || queue.length) event.preventDefault();
  });

  function take(files) {
    for (const file of files) queue.push({ file, row: addRow(file.name) });
    if (queue.length) section.hidden = false;
    next();
  }

  function addRow(name, after) {
    const row = document.createElement("li");
    row.append(part("span", "name", name), part("span", "open", ""), part("span", "said", ""));
    if (after) after.after(row);
    else list.append(row);
    return row;
  }

  function part(tag, className, text) {
    const made = document.createElement(tag);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function say(row, text, kind) {
    row.querySelector(".said").textContent = text;
    row.className = kind;
  }

  function next() {
    while (going < AT_ONCE && queue.length) {
      going += 1;
      send(queue.shift());
    }
    if (!going && !queue.length) {
      done.hidden = false;
      done.setAttribute("aria-label", words.allDone);
    }
  }

  function send({ file, row }) {
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `${words.sendingWord} ${file.name}`);
    row.append(bar);
    say(row, words.sendingWord, "work");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRF-Token", form.elements.csrf.value);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener("loadend", () => {
      bar.remove();
      going -= 1;
      told(request, row);
      next();
    });
    const body = new FormData();
    body.append("files", file, file.name);
    request.send(body);
  }

  function told(request, row) {
    const found = request.response;
    if (request.status === 200 && Array.isArray(found)) {
      showAll(found, row);
      return;
    }
    if (request.status === 401) {
      say(row, words.signedOut, "fault");
      const way = document.createElement("a");
      way.href = `/sign-in?${new URLSearchParams({ next: location.pathname })}`;
      way.textContent = words.signIn;
      row.querySelector(".open").replaceChildren(way);
      return;
    }
    const lang = document.documentElement.lang;
    say(row, found?.error?.message?.[lang] ?? words.broken, "fault");
  }

  // A folder that is dropped stands for the files in it. What was dropped is gone when this has
  // waited for anything, so all of it is asked for at once.
  async function filesOf(dropped) {
    const files = [...dropped.files];
    const entries = [...dropped.items].map((item) => item.webkitGetAsEntry?.() ?? null);
    if (!entries.some((entry) => entry?.isDirectory)) return files;
    const found = await Promise.all(entries.map((entry) => (entry ? within(entry) : [])));
    return found.flat();
  }

  async function within(entry) {
    if (entry.isFile) {
      return [await new Promise((good, bad) => entry.file(good, bad))];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((good, bad) => reader.readEntries(good, bad));
      if (!some.length) return found;
      for (const one of some) {
        if (!one.name.startsWith(".")) found.push(...(await within(one)));
      }
    }
  }

  // A zip gives a result for each file in it.
  function showAll(results, row) {
    let at = row;
    const watched = new Map();
    results.forEach((one, number) => {
      const own = number === 0 ? row : addRow(one.file, at);
      own.querySelector(".name").textContent = one.file;
      at = own;
      show(own, one);
      if (one.kind === "work" && watched.size < WATCHED) watched.set(one.id, own);
    });
    if (watched.size) watch(watched);
  }

  function show(row, one) {
    say(row, one.company ? `${one.words} · ${one.company}` : one.words, one.kind);
    if (!one.url || row.querySelector("a")) return;
    const link = document.createElement("a");
    link.href = one.url;
    link.textContent = words.look;
    link.setAttribute("aria-label", `${words.look}: ${one.file ?? row.querySelector(".name").textContent}`);
    row.querySelector(".open").append(link);
  }

  function watch(rows) {
    const address = () => `${words.states}?ids=${[...rows.keys()].join(",")}`;
    until(address(), (found) => {
      for (const one of found) {
        const row = rows.get(one.id);
        if (!row) continue;
        show(row, one);
        if (one.kind !== "work") rows.delete(one.id);
      }
      return !rows.size;
    });
  }
}
