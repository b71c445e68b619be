// The keyboard of the reading page: j and k walk through the claims, a accepts, e opens the form, x rejects, ? says why.
// Everything here can be done with the mouse and without script; this only makes it quick.
const list = document.getElementById("claims");

const claims = () => [...list.querySelectorAll(":scope > .claim")];
const current = () => list.querySelector(":scope > .claim.is-current");

function show(claim, { focus = true } = {}) {
  if (!claim) return;
  const before = current();
  if (before && before !== claim) {
    before.classList.remove("is-current");
    before.querySelector("details").open = false;
  }
  claim.classList.add("is-current");
  claim.querySelector("details").open = true;
  for (const piece of document.querySelectorAll(".claimed")) {
    piece.classList.toggle("is-current", piece.dataset.claims.split(" ").includes(claim.dataset.number));
  }
  document.querySelector(".claimed.is-current")?.scrollIntoView({ block: "nearest" });
  // A claim taller than its panel shows its head: what it is, and what did not work.
  claim.scrollIntoView({ block: claim.offsetHeight > innerHeight * 0.6 ? "start" : "nearest" });
  if (focus) claim.querySelector("summary").focus({ preventScroll: true });
}

function step(by) {
  const all = claims();
  const place = all.indexOf(current());
  show(all[Math.min(Math.max(place + by, 0), all.length - 1)]);
}

// The next in the order of the list, which may run from the least sure to the surest.
function nextOpen(from) {
  const all = claims();
  const isOpen = (claim) => claim.classList.contains("claim-open");
  return all.slice(all.indexOf(from) + 1).find(isOpen) ?? all.find(isOpen);
}

function press(selector) {
  current()?.querySelector(selector)?.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => press("button[value=accept]"),
  x: () => press("button[value=reject]"),
  e: () => current()?.querySelector(".claim-form select, .claim-form input:not([type=hidden])")?.focus(),
  "?": () => press(".disclosure summary, details details > summary"),
};

if (list) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea")) {
      if (event.key === "Escape") current()?.querySelector("summary").focus();
      return;
    }
    const act = KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("click", (event) => {
    const piece = event.target.closest(".claimed");
    const doubt = event.target.closest(".doubt-claim");
    if (!piece && !doubt) return;
    const name = piece ? `claim-${piece.dataset.claims.split(" ")[0]}` : new URL(doubt.href).hash.slice(1);
    const claim = document.getElementById(name);
    event.preventDefault();
    // A claim that this view leaves out is shown on the page with all of them.
    if (claim) show(claim, { focus: Boolean(doubt) });
    else location.assign(`${location.pathname}#${name}`);
  });
  // After an answer the row is new (once it has settled: until then htmx lends it the old row's classes): go on to the next open claim, unless this one came back with an error.
  document.body.addEventListener("htmx:afterSettle", (event) => {
    const row = event.detail.elt?.closest?.(".claim") ?? document.getElementById(event.detail.target?.id ?? "");
    if (!row || !row.classList.contains("claim")) return;
    const fresh = document.getElementById(row.id);
    const number = Number(fresh.dataset.number);
    const state = [...fresh.classList].find((name) => /^claim-(open|accepted|changed|rejected)$/.test(name))?.slice(6);
    for (const piece of document.querySelectorAll(".claimed")) {
      if (!piece.dataset.claims.split(" ").includes(String(number))) continue;
      piece.classList.remove("claimed-open", "claimed-done", "claimed-rejected");
      piece.classList.add(state === "open" ? "claimed-open" : state === "rejected" ? "claimed-rejected" : "claimed-done");
    }
    show(state === "open" ? fresh : nextOpen(fresh) ?? fresh);
  });
  const wanted = location.hash.startsWith("#claim-") ? document.getElementById(location.hash.slice(1)) : null;
  show(wanted ?? nextOpen(null) ?? claims()[0], { focus: Boolean(wanted) });
}
