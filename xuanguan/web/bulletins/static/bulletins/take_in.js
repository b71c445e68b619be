// While files are sent and read the page says so, and the button cannot be pressed twice. Without script the browser's own sign does.
const form = document.querySelector("form[data-takes-in]");

form?.addEventListener("submit", () => {
  const told = document.getElementById("reading-now");
  const count = form.querySelector("input[type=file]")?.files.length ?? 0;
  told.hidden = false;
  told.querySelector("[data-count]").textContent = count > 1 ? String(count) : "";
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = true;
});
// Coming back with the browser's button: the page is as it was left.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted || !form) return;
  document.getElementById("reading-now").hidden = true;
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = false;
});
