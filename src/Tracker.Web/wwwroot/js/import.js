// A bar for the import form, and a way to give up; the form works without it.
(() => {
  "use strict";

  const form = document.querySelector("form[data-import]");
  if (!form) return;
  const panel = form.querySelector(".import-progress");
  const [label, bar, cancel] = [panel.querySelector("label"), panel.querySelector("progress"), panel.querySelector("button")];
  const problem = document.getElementById("import-problem");
  const fill = (template, value) => template.replace("{0}", Math.round(value));

  const tell = (sentence) => {
    problem.textContent = sentence;
    problem.hidden = sentence === "";
    if (sentence) problem.scrollIntoView({ block: "nearest" });
  };

  const show = (template, share) => {
    label.textContent = fill(template, share * 100);
    bar.value = share * 100;
  };

  // Random numbers, not crypto.randomUUID: an intranet's plain http has none.
  const newKey = () => {
    const bytes = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return bytes.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const [key, request] = [newKey(), new XMLHttpRequest()];
    let asking = 0;

    // The bytes are there; from now on the server says how far it is.
    const follow = () => {
      show(panel.dataset.reading, 0);
      asking = setInterval(async () => {
        const answer = await fetch(`/reports?handler=Progress&key=${key}`, { cache: "no-store" }).then((it) => it.ok ? it.json() : {}, () => ({}));
        if (asking && typeof answer.read === "number") show(panel.dataset.reading, answer.read);
      }, 500);
    };
    const end = (sentence) => {
      clearInterval(asking);
      asking = 0;
      panel.hidden = true;
      for (const button of form.querySelectorAll(".import-facts button")) button.disabled = false;
      tell(sentence);
    };

    request.upload.addEventListener("progress", (it) => { if (it.lengthComputable) show(panel.dataset.sending, it.loaded / it.total); });
    request.upload.addEventListener("load", follow);
    request.addEventListener("abort", () => end(panel.dataset.cancelled));
    request.addEventListener("error", () => end(panel.dataset.lost));
    request.addEventListener("load", () => {
      const answer = (() => { try { return JSON.parse(request.responseText); } catch { return {}; } })();
      if (answer.go) {
        // Nothing typed is left unsent: the guard has nothing to ask.
        form.dispatchEvent(new Event("reset", { bubbles: true }));
        location.assign(answer.go);
      } else if (answer.problem) end(answer.problem);
      // A page, not an answer: signed out, say. Sent plainly, the browser shows it.
      else HTMLFormElement.prototype.submit.call(form);
    });
    cancel.onclick = () => request.abort();

    tell("");
    for (const button of form.querySelectorAll(".import-facts button")) button.disabled = true;
    show(panel.dataset.sending, 0);
    panel.hidden = false;
    request.open("POST", form.action || location.href);
    request.setRequestHeader("X-Import-Key", key);
    request.send(new FormData(form));
  });
})();
