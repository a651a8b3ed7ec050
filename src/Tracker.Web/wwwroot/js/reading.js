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

  // What was done is said where one is, not above the fold that one came back past.
  const batch = document.getElementById("batch");
  const said = document.querySelector("#flash .flash");
  if (batch && said && location.hash.startsWith("#i")) batch.append(said);

  // From an item to its passage and back: both stay in sight, and the one that was asked for lights up.
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  let lit = [];
  const light = (elements) => {
    for (const element of lit) element.classList.remove("current");
    lit = elements;
    for (const element of lit) element.classList.add("current");
  };
  const isBeside = () => getComputedStyle(original).position === "sticky";

  const showPassage = (anchor) => {
    const parts = [...original.querySelectorAll(`mark[data-i~="${anchor}"]`)];
    if (parts.length === 0) return;
    light(parts);
    if (!isBeside()) original.scrollIntoView({ block: "nearest" });
    const above = parts[0].getBoundingClientRect().top - original.getBoundingClientRect().top;
    original.scrollTo({ top: original.scrollTop + above - original.clientHeight / 4, behavior: calm ? "auto" : "smooth" });
  };

  const showItem = (anchor) => {
    const item = document.getElementById(`i${anchor}`);
    if (!item) return;
    light([item, ...original.querySelectorAll(`mark[data-i~="${anchor}"]`)]);
    item.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#p'], a[href^='#i']");
    const anchor = link && link.getAttribute("href").slice(2);
    if (anchor && anchor.length === 12) {
      event.preventDefault();
      history.replaceState(null, "", link.getAttribute("href"));
      if (link.getAttribute("href")[1] === "p") showPassage(anchor); else showItem(anchor);
      return;
    }
    const mark = event.target.closest("#original mark[data-i]");
    if (mark && getSelection().isCollapsed && !editing) showItem(mark.dataset.i.split(" ")[0]);
  });

  // The items' own links would scroll the page as well; here only the text moves.
  const opening = /^#i([0-9a-f]{12})$/.exec(location.hash);
  const first = original.querySelector("mark[data-i]");
  if (opening) showPassage(opening[1]);
  else if (first && !location.hash && isBeside()) original.scrollTop = first.offsetTop - original.offsetTop - original.clientHeight / 4;
  const add = document.getElementById("add");
  const openAdd = () => { if (add && location.hash === "#add") add.open = true; };
  addEventListener("hashchange", openAdd);
  openAdd();

  // What is selected in the text becomes offsets: the text nodes together are the report's text, unit for unit.
  const bar = document.getElementById("picked");
  const editing = document.querySelector("form[data-edit]");
  if (!bar) return;

  const offsetOf = (node, at) => {
    const before = document.createRange();
    before.setStart(original, 0);
    before.setEnd(node, at);
    return before.toString().length;
  };
  const say = (template, ...values) => template.replace(/\{(\d)\}/g, (_, index) => values[Number(index)]);

  let picked = null;
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    const range = selection.rangeCount > 0 && selection.getRangeAt(0);
    if (!range || !original.contains(range.startContainer) || !original.contains(range.endContainer)) return;
    let [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    const text = original.textContent;
    // A double click takes the line end along.
    while (end > start && /\s/.test(text[end - 1])) end--;
    while (start < end && /\s/.test(text[start])) start++;
    picked = { start, end, text: text.slice(start, end) };
    const isPlace = start === end;
    bar.hidden = isPlace && !editing;
    bar.querySelector("span").textContent = isPlace
      ? say(bar.dataset.place, start, `${text.slice(Math.max(0, start - 8), start)}│${text.slice(start, start + 8)}`.replace(/\s+/g, " "))
      : say(bar.dataset.passage, start, end, end - start);
    bar.querySelector('[data-use="passage"]').hidden = isPlace || !editing;
    bar.querySelector('[data-use="split"]').hidden = !isPlace || !editing;
    bar.querySelector('[data-use="add"]').hidden = isPlace;
  });

  const fill = (field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const headline = (text) => text.split(/[。；;\n]/, 1)[0].replace(/^[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．是]\s*/, "").slice(0, 500);

  const uses = {
    passage: () => {
      fill(editing.elements.Start, picked.start);
      fill(editing.elements.End, picked.end);
      return editing.elements.Title;
    },
    split: () => {
      fill(editing.elements.At, picked.start);
      return editing.elements.At;
    },
    add: () => {
      const form = add.querySelector("form");
      add.open = true;
      fill(form.elements.Start, picked.start);
      fill(form.elements.End, picked.end);
      fill(form.elements.Title, headline(picked.text));
      return form.elements.Title;
    },
  };
  bar.addEventListener("click", (event) => {
    const use = event.target.dataset.use;
    if (!use) return;
    const field = uses[use]();
    bar.hidden = true;
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: "center" });
  });
})();
