// Comforts of the reading page and the import form; both work without them.
(() => {
  "use strict";

  // A file may be dropped anywhere on the form's first half, not on the field alone.
  for (const zone of document.querySelectorAll("[data-drop]")) {
    const field = zone.querySelector('input[type="file"]');
    zone.querySelector(".drop-hint").hidden = false;
    const over = (is) => zone.classList.toggle("over", is);
    zone.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
    zone.addEventListener("dragleave", () => over(false));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      over(false);
      if (event.dataTransfer.files.length === 0) return;
      field.files = event.dataTransfer.files;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  const original = document.getElementById("original");
  if (!original) return;

  // From here on the light goes with the focus, not with the address.
  document.querySelector(".reading").classList.add("scripted");
  const items = [...document.querySelectorAll(".items > li")];
  const anchorOf = (item) => item.id.slice(1);
  const batch = document.getElementById("batch");

  // The parts of the text that belong to an item, found once: a long report has hundreds.
  const parts = new Map();
  for (const mark of original.querySelectorAll("mark[data-i]")) {
    for (const anchor of mark.dataset.i.split(" ")) parts.set(anchor, [...(parts.get(anchor) || []), mark]);
  }
  const partsOf = (anchor) => parts.get(anchor) || [];

  let lit = [];
  const light = (elements) => {
    for (const element of lit) element.classList.remove("current");
    lit = elements;
    for (const element of lit) element.classList.add("current");
  };

  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const beside = matchMedia("(min-width: 992px)");

  // What was done is said where one is, not above the fold that one came back past.
  const said = document.querySelector("#flash .flash");
  if (batch && said && location.hash.startsWith("#i")) {
    if (beside.matches) batch.append(said); else batch.after(said);
    batch.parentElement.classList.add("said");
  }

  const scrollText = (element, behavior) => {
    const above = element.getBoundingClientRect().top - original.getBoundingClientRect().top;
    original.scrollTo({ top: original.scrollTop + above - original.clientHeight / 4, behavior: calm ? "auto" : behavior });
  };

  const isInSight = (element) => {
    const [its, frame] = [element.getBoundingClientRect(), original.getBoundingClientRect()];
    return its.top >= frame.top && its.top < frame.bottom - 48;
  };

  // One item at a time is a stop of the tab key, and the one that keys are about. Where it has the focus, its passage follows.
  let here = null;
  const stand = (item) => {
    if (here) here.tabIndex = -1;
    here = item;
    here.tabIndex = 0;
  };
  for (const item of items) {
    const [number, title] = [item.querySelector(".no"), item.querySelector(".title")];
    [number.id, title.id] = [`n${anchorOf(item)}`, `t${anchorOf(item)}`];
    item.setAttribute("aria-labelledby", `${number.id} ${title.id}`);
    item.tabIndex = -1;
    item.addEventListener("focusin", (event) => {
      stand(item);
      if (event.target !== item) return;
      const its = partsOf(anchorOf(item));
      light([item, ...its]);
      if (its.length > 0 && !isInSight(its[0])) scrollText(its[0], "auto");
    });
  }
  if (items.length > 0) stand(items[0]);

  // From an item to its passage and back: both stay in sight, and the one that was asked for lights up.
  const showPassage = (anchor) => {
    if (partsOf(anchor).length === 0) return;
    light([document.getElementById(`i${anchor}`), ...partsOf(anchor)]);
    original.scrollIntoView({ block: "nearest" });
    scrollText(partsOf(anchor)[0], "smooth");
    document.getElementById(`p${anchor}`).focus({ preventScroll: true });
  };

  const showItem = (anchor) => {
    const item = document.getElementById(`i${anchor}`);
    if (!item) return;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#p'], a[href^='#i'], a[href^='#s']");
    const [kind, anchor] = link ? [link.getAttribute("href")[1], link.getAttribute("href").slice(2)] : [];
    if (kind === "s") {
      event.preventDefault();
      original.scrollIntoView({ block: "nearest" });
      scrollText(document.getElementById(`s${anchor}`), "smooth");
      return;
    }
    if (anchor && anchor.length === 12) {
      event.preventDefault();
      history.replaceState(null, "", link.getAttribute("href"));
      if (kind === "p") showPassage(anchor); else showItem(anchor);
      return;
    }
    const mark = event.target.closest("#original mark[data-i]");
    if (mark && getSelection().isCollapsed && !document.querySelector("form[data-edit]")) showItem(mark.dataset.i.split(" ")[0]);
  });

  // The items' own links would scroll the page as well; here only the text moves.
  const opening = /^#i([0-9a-f]{12})$/.exec(location.hash);
  const first = original.querySelector("mark[data-i]");
  if (opening && partsOf(opening[1]).length > 0) {
    light(partsOf(opening[1]));
    scrollText(partsOf(opening[1])[0], "auto");
  } else if (first && !location.hash && beside.matches) scrollText(first, "auto");

  // One goes on where one was: in the form that was opened, or at the item that was changed. The browser itself moves the focus
  // to the place that the address names, and does so last.
  const resume = () => {
    const form = document.querySelector(".items form");
    const asked = opening && document.getElementById(`i${opening[1]}`);
    if (form) {
      const field = form.querySelector("textarea");
      field.focus({ preventScroll: true });
      field.setSelectionRange(field.value.length, field.value.length);
    } else if (asked) asked.focus({ preventScroll: true });
  };
  addEventListener("load", () => requestAnimationFrame(resume));

  const add = document.getElementById("add");
  const openAdd = () => { if (add && location.hash === "#add") add.open = true; };
  addEventListener("hashchange", openAdd);
  openAdd();

  // Ticks outlive the way through a form of one item.
  const boxes = batch ? [...document.querySelectorAll('input[name="Ticked"]')] : [];
  const kept = `ticked ${location.pathname}`;
  const count = document.getElementById("ticked");
  const countTicks = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    if (count) count.textContent = ticked > 0 ? count.dataset.says.replace("{0}", ticked) : "";
  };
  const before = new Set((sessionStorage.getItem(kept) || "").split(" "));
  for (const box of boxes) box.checked = box.checked || before.has(box.value);
  addEventListener("pagehide", () => sessionStorage.setItem(kept, boxes.filter((box) => box.checked).map((box) => box.value).join(" ")));
  document.addEventListener("change", (event) => { if (boxes.includes(event.target)) countTicks(); });
  countTicks();
})();
