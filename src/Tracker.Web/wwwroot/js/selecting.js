// Passages and places of a report's text, picked by selecting them. The forms take the numbers too.
(() => {
  "use strict";

  const original = document.getElementById("original");
  // What is selected in the text becomes offsets: the text nodes together are the report's text, unit for unit.
  const bar = document.getElementById("picked");
  const editing = document.querySelector("form[data-edit]");
  const add = document.getElementById("add");
  if (!original || !bar) return;

  // Where each text node begins, found once: the text doesn't change, and a selection is reported with every move of the mouse.
  let text = "";
  const starts = new Map();
  const findStarts = () => {
    if (starts.size > 0) return;
    const nodes = document.createTreeWalker(original, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      starts.set(nodes.currentNode, text.length);
      text += nodes.currentNode.data;
    }
  };
  const offsetOf = (node, at) => {
    if (starts.has(node)) return starts.get(node) + at;
    // Between two elements, as after a triple click: seldom.
    const before = document.createRange();
    before.setStart(original, 0);
    before.setEnd(node, at);
    return before.toString().length;
  };
  const say = (template, ...values) => template.replace(/\{(\d)\}/g, (_, index) => values[Number(index)]);

  let picked = null;
  let waiting = 0;
  document.addEventListener("selectionchange", () => { waiting = waiting || requestAnimationFrame(pick); });
  const pick = () => {
    waiting = 0;
    const selection = getSelection();
    const range = selection.rangeCount > 0 && selection.getRangeAt(0);
    if (!range || !original.contains(range.startContainer) || !original.contains(range.endContainer)) return;
    findStarts();
    let [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
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
  };

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
