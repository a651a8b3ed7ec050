// Comforts over pages that work without them: asking first, guarding what was typed, keys on lists.
(() => {
  "use strict";

  // data-confirm="sentence" on a form, or on one of its buttons: asks before it is sent.
  const ask = (sentence) => new Promise((answer) => {
    const dialog = document.getElementById("ask");
    dialog.querySelector("p").textContent = sentence;
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => answer(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });

  const sentenceOf = (form, button) => (button && button.dataset.confirm) || form.dataset.confirm;
  let agreed = null;

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const button = event.submitter;
    const sentence = sentenceOf(form, button);
    if (!sentence || form.method === "dialog" || isHtmx(form, button)) return;
    if (agreed === form) { agreed = null; return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await ask(sentence)) {
      agreed = form;
      form.requestSubmit(button);
    }
  }, true);

  const isHtmx = (...elements) => elements.some((element) =>
    element && element.matches("[hx-get],[hx-post],[hx-put],[hx-patch],[hx-delete]"));

  document.addEventListener("htmx:confirm", async (event) => {
    const asked = event.detail.elt.closest("[data-confirm]");
    const sentence = (event.detail.triggeringEvent && event.detail.triggeringEvent.submitter || {}).dataset?.confirm
      || (asked && asked.dataset.confirm);
    if (!sentence) return;
    event.preventDefault();
    if (await ask(sentence)) event.detail.issueRequest(true);
  });

  // htmx sends the antiforgery token that forms carry in a hidden field.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf"]');
    if (token && event.detail.verb !== "get") event.detail.headers.RequestVerificationToken = token.content;
  });

  // data-guard on a form: leaving with something typed and unsent asks first.
  const typed = new Set();
  document.addEventListener("input", (event) => {
    const form = event.target.closest && event.target.closest("form[data-guard]");
    if (form) typed.add(form);
  });
  document.addEventListener("reset", (event) => typed.delete(event.target));
  document.addEventListener("submit", (event) => { if (!event.defaultPrevented) typed.delete(event.target); });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) typed.delete(event.detail.elt.closest("form"));
  });
  addEventListener("beforeunload", (event) => {
    if ([...typed].some((form) => form.isConnected)) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  // data-max-bytes and data-too-large on a file field: says so before anything is sent; the server says it again.
  document.addEventListener("change", (event) => {
    const field = event.target;
    if (!field.matches || !field.matches('input[type="file"][data-max-bytes]')) return;
    const size = [...field.files].reduce((sum, file) => sum + file.size, 0);
    field.setCustomValidity(size > Number(field.dataset.maxBytes) ? field.dataset.tooLarge : "");
    field.reportValidity();
  });

  // data-narrows="id" on a unit's select: the other select shows that unit's people only.
  const narrow = (field) => {
    const people = document.getElementById(field.dataset.narrows);
    if (!people) return;
    for (const group of people.querySelectorAll("optgroup")) {
      const other = field.value !== "" && group.dataset.of !== field.value;
      group.hidden = other;
      group.disabled = other;
      if (other && group.contains(people.selectedOptions[0] || null)) people.value = "";
    }
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches && event.target.matches("select[data-narrows]")) narrow(event.target);
  });
  for (const field of document.querySelectorAll("select[data-narrows]")) narrow(field);

  // data-keys on a list: j and k walk along the first link or field of each row; enter is the browser's own.
  const isTyping = (element) => element.matches("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if ((event.key !== "j" && event.key !== "k") || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const stops = [...document.querySelectorAll("[data-keys] > tr, [data-keys] > li")]
      .map((row) => row.querySelector("a[href], summary, button"))
      .filter(Boolean);
    if (stops.length === 0) return;
    const here = stops.findIndex((stop) => stop.closest("tr, li").contains(document.activeElement));
    const next = event.key === "j" ? Math.min(here + 1, stops.length - 1) : Math.max(here - 1, 0);
    stops[next].focus();
    stops[next].scrollIntoView({ block: "nearest" });
    event.preventDefault();
  });

  // The person's menu closes as a menu does.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.person[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.person[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();
