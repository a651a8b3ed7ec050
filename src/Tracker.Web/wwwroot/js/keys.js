// Keys for the items of a report; whatever they do, a link or a button of the page does too.
(() => {
  "use strict";

  const help = document.getElementById("keys");
  if (!help) return;
  const items = [...document.querySelectorAll(".items > li")];
  const original = document.getElementById("original");
  const here = () => items.findIndex((item) => item.tabIndex === 0);
  const isHere = () => [items[here()], original].some((part) => part && part.contains(document.activeElement));

  const go = (item) => {
    item.focus({ preventScroll: true });
    // A key that is held down must not wait for a glide.
    item.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  // From elsewhere on the page the first step leads back to where one was.
  const step = (by) => go(items[Math.min(Math.max(here() + (isHere() ? by : 0), 0), items.length - 1)]);
  const nextUnsure = () => {
    const from = here() + (isHere() ? 1 : 0);
    const next = [...items.slice(from), ...items.slice(0, from)].find((item) => item.classList.contains("unsure"));
    if (next) go(next);
  };
  const press = (what) => {
    const element = isHere() && items[here()].querySelector(what);
    if (element) element.click();
  };
  const fill = (what) => {
    const open = isHere() && items[here()].querySelector("form textarea");
    if (open) open.focus(); else press(what);
  };
  const show = () => help.showModal();

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    u: nextUnsure,
    x: () => press('input[name="Ticked"]'),
    e: () => fill('a[href^="?edit="]'),
    w: () => fill('a[href^="?agree="]'),
    a: () => press('button[formaction$="ConfirmOne"]'),
    c: () => document.getElementById("confirm")?.click(),
    "?": show,
    "\uFF1F": show,
  };
  // These mean something to the browser elsewhere: they count where an item itself has the focus.
  const keysOfItem = {
    arrowdown: keys.j,
    arrowup: keys.k,
    enter: () => press('a[href^="#p"]'),
    " ": keys.x,
  };

  const off = "reading keys off";
  const on = document.getElementById("keys-on");
  on.checked = !localStorage.getItem(off);
  on.addEventListener("change", () => { if (on.checked) localStorage.removeItem(off); else localStorage.setItem(off, "1"); });

  const isTyping = (element) => element.matches("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !on.checked || document.querySelector("dialog[open]")) return;
    if (isTyping(event.target)) {
      const form = event.key === "Escape" && event.target.closest(".items form");
      if (form) go(form.closest("li"));
      return;
    }
    // With capitals locked the keys are the same; with shift held they are somebody else's.
    const key = event.shiftKey && event.key.length === 1 && !(event.key in keys) ? "" : event.key.toLowerCase();
    const act = keys[key] || (items.includes(event.target) && keysOfItem[key]);
    if (!act || items.length === 0) return;
    event.preventDefault();
    act();
  });

  document.getElementById("keys-show").addEventListener("click", show);
  document.getElementById("keys-line").hidden = false;
})();
