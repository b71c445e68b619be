// htmx writes no style element of its own (the content policy forbids it) and swaps in error pages, so that a sentence is seen.
const configure = () => {
  if (!window.htmx) return;
  window.htmx.config.includeIndicatorStyles = false;
  window.htmx.config.allowEval = false;
  window.htmx.config.responseHandling = [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "[45]..", swap: true, error: true, target: "#main" },
  ];
};
configure();
document.addEventListener("DOMContentLoaded", configure);
