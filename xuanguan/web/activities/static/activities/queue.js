// Keys of the verifier's queue. Every key presses a button or link that is on the page and shows its key.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  const target = document.querySelector(`.queue-record [aria-keyshortcuts="${CSS.escape(event.key)}"]`);
  if (!target) return;
  event.preventDefault();
  target.click();
});

// "Return" opens the place for the reason and goes there.
document.querySelector('.queue-record a[href="#id_reason"]')?.addEventListener("click", (event) => {
  const reason = document.getElementById("id_reason");
  if (!reason) return;
  event.preventDefault();
  reason.closest("details")?.setAttribute("open", "");
  reason.focus();
});
