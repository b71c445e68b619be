// What is typed in a form stays in this browser until the server has it.
//
// A form with data-draft="activity-new" is kept in localStorage under that name, with its once key. The server says that
// it has a report by a cookie with the once key (or the draft's name); the next page that loads this file forgets the draft.
const PREFIX = "xuanguan-draft:";
const COOKIE = "draft_saved";
// What must never be kept or brought back: tokens, files, and what the server alone knows.
const NOT_KEPT = new Set(["csrfmiddlewaretoken", "number", "kept"]);

function cookie(name) {
  const found = document.cookie.split("; ").find((part) => part.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

function stored(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function forgetSaved() {
  const saved = cookie(COOKIE);
  if (!saved) return;
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(PREFIX) && (key === PREFIX + saved || stored(key)?.once === saved)) localStorage.removeItem(key);
  }
  document.cookie = `${COOKIE}=; max-age=0; path=/; samesite=lax`;
}

function fields(form) {
  return [...form.elements].filter((element) => element.name && !NOT_KEPT.has(element.name) && !["file", "submit", "button"].includes(element.type));
}

function read(form) {
  const said = {};
  for (const element of fields(form)) {
    if (["checkbox", "radio"].includes(element.type)) {
      said[element.name] ??= [];
      if (element.checked) said[element.name].push(element.value);
    } else {
      said[element.name] = element.value;
    }
  }
  return said;
}

function write(form, said) {
  for (const element of fields(form)) {
    if (!(element.name in said)) continue;
    if (["checkbox", "radio"].includes(element.type)) element.checked = said[element.name].includes(element.value);
    else element.value = said[element.name];
    if (element.value && element.type !== "hidden") element.closest("details")?.setAttribute("open", "");
  }
}

function keepDraft(form) {
  const key = PREFIX + form.dataset.draft;
  const asLoaded = JSON.stringify({ ...read(form), once: "" });
  const kept = stored(key);
  let timer = 0;

  const keep = () => {
    const said = read(form);
    if (JSON.stringify({ ...said, once: "" }) === asLoaded) return;
    try {
      localStorage.setItem(key, JSON.stringify({ once: said.once, at: new Date().toISOString(), said }));
    } catch {
      // A full or forbidden store: the form still works, only without this net.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, 400);
  });
  form.addEventListener("submit", keep);
  if (kept && JSON.stringify({ ...kept.said, once: "" }) !== asLoaded) offer(form, key, kept);
}

function offer(form, key, kept) {
  const notice = form.querySelector("[data-draft-notice]")?.content.cloneNode(true).firstElementChild;
  if (!notice) return;
  notice.querySelector("[data-draft-when]").textContent = new Date(kept.at).toLocaleString(document.documentElement.lang);
  notice.querySelector("[value=restore]").addEventListener("click", () => {
    write(form, kept.said);
    // The numbers that are asked depend on the kind: they come from the server, and are filled in when they are there.
    const kind = form.elements.kind;
    if (kind?.value) {
      form.addEventListener("htmx:afterSettle", () => write(form, kept.said), { once: true });
      kind.dispatchEvent(new Event("change", { bubbles: true }));
    }
    notice.remove();
  });
  notice.querySelector("[value=discard]").addEventListener("click", () => {
    localStorage.removeItem(key);
    notice.remove();
  });
  form.prepend(notice);
}

forgetSaved();
document.querySelectorAll("form[data-draft]").forEach(keepDraft);
