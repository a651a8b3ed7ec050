// Keys for the year's review; j and k are every list's own. Whatever a key does, a button or a field of the page does too.
(() => {
  "use strict";

  const line = document.getElementById("review-keys");
  if (!line) return;
  line.hidden = false;

  const decide = (form, nth) => {
    const choice = form.querySelector("select");
    if (nth >= choice.options.length) return;
    choice.selectedIndex = nth;
    form.querySelector("[data-save]").click();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    if (event.target.matches("input, select, textarea")) return;
    const row = event.target.closest(".year-links > li");
    const form = row && row.querySelector("form.decision");
    if (!form) return;
    const key = event.key.toLowerCase();
    const accept = form.querySelector("[data-accept]");
    if (key === "a" && accept) accept.click();
    else if (key >= "1" && key <= "4") decide(form, Number(key) - 1);
    else if (key === "n") {
      form.closest("details").open = true;
      form.querySelector("[name=Note]").focus();
    } else return;
    event.preventDefault();
  });

  // After a decision one goes on with the next commitment that has none; once the page is whole, for the address's own place takes the focus.
  addEventListener("load", () => requestAnimationFrame(() => {
    const rows = [...document.querySelectorAll(".year-links > li")];
    const here = rows.findIndex((row) => `#${row.id}` === location.hash && row.classList.contains("decided"));
    const next = here >= 0 && rows.slice(here + 1).find((row) => !row.classList.contains("decided"));
    if (!next) return;
    next.querySelector("a[href]").focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }));
})();
