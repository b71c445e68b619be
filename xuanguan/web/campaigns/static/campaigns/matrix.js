// The matrix by keyboard: arrows go from cell to cell, Enter opens, 1–4 set a role, 0 takes it away. Without script the
// links of lines and units lead to the same pages.
const table = document.getElementById("matrix");
if (table) {
  const tools = document.querySelector(".matrix-tools"), status = document.getElementById("cell-at-hand");
  const heads = [...table.tHead.rows[0].cells];
  const maySet = "maySet" in table.dataset;
  let at = null;
  if (tools) tools.hidden = false;

  const isCell = (cell) => cell && cell.tagName === "TD" && cell.cellIndex > 1 && cell.parentElement.id && cell.closest("tbody");
  const addressOf = (cell) => {
    const key = heads[cell.cellIndex].dataset.key;
    return table.dataset.base + cell.parentElement.id + "/" + (/^u\d+$/.test(key) ? key + "/" : "");
  };
  const go = (cell) => {
    if (!isCell(cell)) return;
    if (at) at.removeAttribute("tabindex");
    at = cell;
    at.tabIndex = 0;
    at.focus({ preventScroll: true });
    at.scrollIntoView({ block: "nearest", inline: "nearest" });
    // What stays in sight lies over the edges.
    const box = table.parentElement, head = table.tHead.offsetHeight, side = table.rows[0].cells[0].offsetWidth, seen = at.getBoundingClientRect(), frame = box.getBoundingClientRect();
    if (seen.top < frame.top + head) box.scrollTop -= frame.top + head - seen.top;
    if (seen.bottom > frame.bottom - table.tFoot.offsetHeight) box.scrollTop += seen.bottom - frame.bottom + table.tFoot.offsetHeight;
    if (seen.left < frame.left + side) box.scrollLeft -= frame.left + side - seen.left;
    const mark = at.querySelector("[aria-label]")?.getAttribute("aria-label") ?? "";
    if (status) status.textContent = [at.parentElement.cells[0].querySelector("a").textContent.trim().slice(0, 40), heads[at.cellIndex].title, mark].filter(Boolean).join(" · ");
  };
  const rowFrom = (row, step) => {
    for (let next = row; (next = step > 0 ? next.nextElementSibling : next.previousElementSibling);) if (next.id) return next;
    return null;
  };
  const set = async (role) => {
    if (!maySet || !at) return;
    if (!/^u\d+$/.test(heads[at.cellIndex].dataset.key)) {
      if (status) status.textContent = tools.dataset.noUnit;
      return;
    }
    const row = at.parentElement, place = at.cellIndex;
    const form = new FormData();
    form.set("role", role);
    form.set("columns", heads.slice(2).map((head) => head.dataset.key).join("|"));
    const answer = await fetch(addressOf(at), { method: "POST", body: form, headers: { "HX-Request": "true", ...JSON.parse(document.body.getAttribute("hx-headers") ?? "{}") } });
    const text = await answer.text();
    if (!answer.ok) {
      const sentence = new DOMParser().parseFromString(text, "text/html").querySelector("main p")?.textContent ?? answer.statusText;
      if (status) status.textContent = sentence;
      return;
    }
    const fresh = document.createElement("tbody");
    fresh.innerHTML = text;
    const drawn = fresh.rows[0];
    if (!drawn) return;
    row.replaceWith(drawn);
    go(drawn.cells[place]);
    const foot = table.tFoot.rows[0].cells[place];
    const cells = [...table.tBodies[0].rows].map((one) => (one.id ? one.cells[place]?.className ?? "" : ""));
    const leads = cells.filter((name) => name === "r-lead").length, others = cells.filter((name) => name.startsWith("r-")).length - leads;
    foot.firstChild.textContent = String(leads);
    foot.querySelector("span").textContent = ` / ${others}`;
  };

  table.parentElement.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const first = () => [...table.tBodies[0].rows].find((row) => row.id)?.cells[2];
    const steps = { ArrowRight: () => at.nextElementSibling, ArrowLeft: () => at.previousElementSibling, ArrowDown: () => rowFrom(at.parentElement, 1)?.cells[at.cellIndex],
      ArrowUp: () => rowFrom(at.parentElement, -1)?.cells[at.cellIndex], Home: () => at.parentElement.cells[2], End: () => at.parentElement.cells[at.parentElement.cells.length - 1] };
    if (event.key in steps && (event.target === at || event.target === table.parentElement)) {
      event.preventDefault();
      go(at && at.isConnected ? steps[event.key]() : first());
    } else if (event.key === "Enter" && event.target === at) {
      location.href = addressOf(at);
    } else if (event.target === at && /^[0-4]$/.test(event.key)) {
      const button = tools?.querySelectorAll("button")[event.key === "0" ? 4 : Number(event.key) - 1];
      if (button) set(button.dataset.role);
    }
  });
  table.addEventListener("click", (event) => go(event.target.closest("td")));
  table.addEventListener("dblclick", (event) => { if (isCell(event.target.closest("td"))) location.href = addressOf(event.target.closest("td")); });
  tools?.addEventListener("click", (event) => { const button = event.target.closest("button"); if (button) set(button.dataset.role); });
}
