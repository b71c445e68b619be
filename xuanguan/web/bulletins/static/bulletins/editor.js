// The bulletin editor: paragraphs are edited where they stand, numbers open their figure, what is typed is saved by itself.
//
// Without this file the page is a form with a text field for each paragraph. What the server does not have yet is kept in
// localStorage and offered when the page is opened again.
const PREFIX = "xuanguan-bulletin:";
const SAVE_AFTER = 1500;
const KEEP_AFTER = 300;

const form = document.querySelector("form[data-editor]");
const state = document.getElementById("save-state");
const words = state ? state.dataset : {};
const key = form ? PREFIX + form.dataset.editor : "";
let saveTimer = 0;
let keepTimer = 0;
let saving = null;
let again = false;

const paragraphs = () => [...form.querySelectorAll("[data-paragraph]")];
const textOf = (box) => box.querySelector("textarea");
const shownOf = (box) => box.querySelector(".paragraph-shown");
const wasOf = (box) => box.querySelector("input[name^='was-']");

function say(which, detail = "") {
  state.dataset.state = which;
  state.textContent = [words[which], detail].filter(Boolean).join(" ");
}

// Text fields as [name, value]; what belongs to the request only (token, number) is not kept.
function said() {
  return Object.fromEntries([...form.elements]
    .filter((field) => /^(title|heading|text)/.test(field.name))
    .map((field) => [field.name, field.value]));
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify({ at: new Date().toISOString(), said: said() }));
  } catch {
    // A full or forbidden store: saving to the server still works.
  }
}

function forget() {
  localStorage.removeItem(key);
}

function touched() {
  say("unsaved");
  clearTimeout(keepTimer);
  keepTimer = setTimeout(keep, KEEP_AFTER);
  clearTimeout(saveTimer);
  saveTimer = setTimeout(save, SAVE_AFTER);
}

async function save() {
  if (saving) {
    again = true;
    return saving;
  }
  saving = send();
  await saving;
  saving = null;
  if (again) {
    again = false;
    touched();
  }
  return undefined;
}

async function send() {
  const sent = said();
  const body = new FormData(form);
  body.set("auto", "1");
  say("saving");
  let answer;
  try {
    const response = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
    answer = await response.json();
    if (!response.ok) {
      keep();
      say("refused", answer.sentence);
      return;
    }
  } catch {
    // No network, or the session ended and the answer is a page to sign in.
    keep();
    say("kept");
    return;
  }
  taken(answer, sent);
}

// The server's text of each paragraph; a paragraph that is being written, or was written on meanwhile, keeps what is in it.
function taken(answer, sent) {
  form.elements.number.value = answer.number;
  let behind = false;
  for (const box of paragraphs()) {
    const given = answer.paragraphs[box.dataset.paragraph];
    if (!given) {
      behind = true;
      continue;
    }
    const text = textOf(box);
    const untouched = text.value === sent[text.name];
    const focused = box.contains(document.activeElement);
    if (untouched && given.text !== text.value && !focused) text.value = given.text;
    // A paragraph that was refused keeps its old "was": until the person writes in it again, having seen both, theirs stands.
    if (given.conflict) box.dataset.theirs = given.text;
    else {
      wasOf(box).value = given.text;
      delete box.dataset.theirs;
    }
    box.classList.toggle("is-in-conflict", Boolean(given.conflict));
    if (untouched && !focused) shownOf(box).innerHTML = given.html;
    const place = box.querySelector(".paragraph-conflict");
    place.innerHTML = given.conflict || "";
    if (focused && given.text !== text.value) behind = true;
  }
  const margin = document.getElementById("margin");
  if (margin && answer.margin && !margin.contains(document.activeElement)) margin.innerHTML = answer.margin;
  const ids = paragraphs().map((box) => box.dataset.paragraph).join(" ");
  if (behind || ids !== Object.keys(answer.paragraphs).join(" ")) form.dataset.behind = "1";
  const current = said();
  if (Object.keys(sent).every((name) => sent[name] === current[name])) {
    if (!answer.conflicts) forget();
    say(answer.conflicts ? "conflict" : "saved", answer.at);
  }
}

function enliven(box) {
  const shown = shownOf(box);
  const text = textOf(box);
  shown.setAttribute("contenteditable", "plaintext-only");
  if (shown.contentEditable !== "plaintext-only") shown.setAttribute("contenteditable", "true");
  shown.setAttribute("role", "textbox");
  shown.setAttribute("aria-multiline", "true");
  shown.setAttribute("aria-label", text.labels[0]?.textContent.trim() || "");
  box.querySelector("details").hidden = true;
  shown.addEventListener("input", () => {
    text.value = shown.innerText.replace(/\n+$/, "");
    box.dataset.stale = "1";
    if (box.dataset.theirs !== undefined) {
      wasOf(box).value = box.dataset.theirs;
      delete box.dataset.theirs;
    }
    touched();
  });
  shown.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey) event.preventDefault();
  });
  // A paragraph that was left shows its numbers as the server bound them.
  shown.addEventListener("blur", async () => {
    if (!box.dataset.stale) return;
    delete box.dataset.stale;
    if (state.dataset.state === "unsaved") {
      clearTimeout(saveTimer);
      await save();
    } else if (saving) {
      await saving;
    }
    if (state.dataset.state === "saved") draw(box);
  });
}

async function draw(box) {
  const address = box.dataset.shown;
  if (!address || box.contains(document.activeElement)) return;
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" }, redirect: "error" });
    if (response.ok && !box.contains(document.activeElement)) shownOf(box).innerHTML = await response.text();
  } catch {
    // It stays as it was typed.
  }
}

// The card of a number: its figure, how it is known, the way to its records.
function cards() {
  const card = document.getElementById("number-card");
  if (!card) return;
  let at = null;
  const show = (number) => {
    if (number === at) return;
    at = number;
    const source = document.getElementById(`number-${number.dataset.number}`);
    if (!source) return hide();
    card.replaceChildren(...[...source.querySelectorAll("[data-card]")].map((part) => part.cloneNode(true)));
    card.hidden = false;
    const place = number.getBoundingClientRect();
    const left = Math.max(8, Math.min(place.left, document.documentElement.clientWidth - card.offsetWidth - 8));
    const below = place.bottom + card.offsetHeight + 8 < window.innerHeight;
    card.style.left = `${left}px`;
    card.style.top = `${below ? place.bottom + 4 : Math.max(8, place.top - card.offsetHeight - 4)}px`;
  };
  const hide = () => {
    at = null;
    card.hidden = true;
  };
  const number = (target) => target instanceof Element && target.closest("[data-number]");
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch" && number(event.target)) show(number(event.target));
    else if (!card.contains(event.target) && !number(event.target) && event.pointerType !== "touch" && !card.matches(":hover")) hide();
  });
  document.addEventListener("focusin", (event) => number(event.target) && show(number(event.target)));
  document.addEventListener("click", (event) => {
    if (number(event.target)) show(number(event.target));
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("selectionchange", () => {
    const node = document.getSelection()?.anchorNode;
    const found = number(node instanceof Element ? node : node?.parentElement);
    if (found && found.closest("[contenteditable]")) show(found);
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

function offer() {
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(key));
  } catch {
    return;
  }
  const now = said();
  if (!kept || Object.keys(kept.said).every((name) => !(name in now) || kept.said[name] === now[name])) return;
  const notice = form.querySelector("template[data-kept]")?.content.cloneNode(true).firstElementChild;
  if (!notice) return;
  notice.querySelector("[data-kept-when]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  notice.querySelector("[value=restore]").addEventListener("click", () => {
    for (const [name, value] of Object.entries(kept.said)) {
      const field = form.elements[name];
      if (!field) continue;
      field.value = value;
      const box = field.closest("[data-paragraph]");
      if (box) shownOf(box).textContent = value;
    }
    notice.remove();
    touched();
  });
  notice.querySelector("[value=discard]").addEventListener("click", () => {
    forget();
    notice.remove();
  });
  form.prepend(notice);
}

if (form) {
  paragraphs().forEach(enliven);
  form.addEventListener("input", (event) => event.target.name && touched());
  form.addEventListener("submit", () => {
    clearTimeout(saveTimer);
    keep();
  });
  if (form.dataset.justSaved) forget();
  offer();
}
cards();
