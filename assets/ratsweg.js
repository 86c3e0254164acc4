// Comfort only: every function works without it.
"use strict";

// A refused form: the summary of what is wrong gets the focus, so that it is read first.
document.querySelector(".error-summary")?.focus();

// Leaving a form with unsent changes asks first.
let unsent = null;
document.addEventListener("input", (event) => {
  if (event.target.form?.method === "post") unsent = event.target.form;
});
document.addEventListener("submit", (event) => {
  if (event.target === unsent) unsent = null;
});
window.addEventListener("beforeunload", (event) => {
  if (unsent) event.preventDefault();
});

// A second click on the same button sends nothing twice.
document.addEventListener("submit", (event) => {
  if (event.target.dataset.sent) event.preventDefault();
  else if (event.target.method === "post") event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// A text that is being written is kept on the server while the typing rests, and offered again at the next visit.
for (const form of document.querySelectorAll("form[data-autosave]")) {
  let timer = 0, sending = null;
  const stop = () => { clearTimeout(timer); sending?.abort(); };
  form.addEventListener("input", () => {
    stop();
    timer = setTimeout(() => {
      const body = new URLSearchParams(new FormData(form));
      body.set("autosave", form.getAttribute("action"));
      sending = new AbortController();
      fetch("/account/autosave", { method: "POST", body, signal: sending.signal }).catch(() => {});
    }, 2000);
  });
  form.addEventListener("submit", stop);
}

// How many characters are left: shown at once, said only when the typing rests.
for (const area of document.querySelectorAll("textarea[data-count]")) {
  const most = Number(area.dataset.count);
  const shown = document.createElement("p");
  shown.className = "count";
  shown.setAttribute("aria-hidden", "true");
  area.after(shown);
  const tell = () => { shown.textContent = `${[...area.value].length} / ${most}`; };
  area.addEventListener("input", tell);
  tell();
}

// Rows that repeat (questions of a draft): `data-rows` holds elements with `data-row` and a button `data-add-row`
// whose form value asks the server for one more row; with a script the last row is copied here instead. Names and ids
// that end in a number count on.
for (const button of document.querySelectorAll("button[data-add-row]")) {
  button.addEventListener("click", (event) => {
    const rows = (button.closest("fieldset") ?? button.form)?.querySelectorAll("[data-rows] > [data-row]");
    const last = rows?.[rows.length - 1];
    if (!last || rows.length >= Number(button.dataset.addRow || Infinity)) return;
    event.preventDefault();
    const row = last.cloneNode(true);
    const from = String(rows.length - 1), to = String(rows.length);
    const shown = [String(rows.length), String(rows.length + 1)];
    for (const element of row.querySelectorAll("[id], [name], [for], [aria-describedby]")) {
      for (const name of ["id", "name", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replace(new RegExp(`(^|[-_.])${from}(?=$|[-_.])`, "g"), `$1${to}`));
      }
    }
    for (const label of row.querySelectorAll("label, legend")) label.textContent = label.textContent.replace(shown[0], shown[1]);
    for (const field of row.querySelectorAll("input, textarea")) {
      if (field.type !== "hidden") field.value = "";
      field.removeAttribute("aria-invalid");
    }
    for (const error of row.querySelectorAll(".error")) error.remove();
    last.after(row);
    unsent = button.form;
    row.querySelector("input:not([type=hidden]), textarea")?.focus();
  });
}
