// Makes pages quicker to use; every page works without it.
(() => {
  "use strict";
  const all = (root, selector) => [...(root.matches?.(selector) ? [root] : []), ...root.querySelectorAll(selector)];
  const english = document.documentElement.lang.startsWith("en");
  const say = (text) => { const region = document.getElementById("toasts"); if (!region || !text) return; const box = document.createElement("div"); box.className = "toast"; box.textContent = text; region.replaceChildren(box); setTimeout(() => box.remove(), 6000); };

  // What is prepared once for each piece of the page, also after a swap.
  const prepare = (root) => {
    all(root, "[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });
    all(root, "[data-focus]").forEach((box) => box.focus());
    all(root, "textarea[maxlength], input[maxlength][data-counter]").forEach(counter);
    all(root, "[data-bulk]").forEach(bulk);
    all(root, "[data-live]").forEach((box) => { if (root !== document) say(box.dataset.live); });
  };

  // Characters that are left.
  const counter = (field) => {
    if (field.dataset.counted) return;
    field.dataset.counted = "1";
    const note = document.createElement("p");
    note.className = "counter";
    field.after(note);
    const update = () => {
      const left = field.maxLength - field.value.length;
      const shown = left.toLocaleString(english ? "en" : "fr");
      note.textContent = english ? `${shown} characters left` : `${shown} caractères restants`;
      note.classList.toggle("low", left < field.maxLength / 10);
    };
    field.addEventListener("input", update);
    update();
  };

  // Actions on checked rows appear when rows are checked.
  const bulk = (bar) => {
    const form = bar.closest("form");
    if (!form) return;
    const update = () => {
      const count = form.querySelectorAll("tbody input[type=checkbox]:checked, [data-row] input[type=checkbox]:checked").length;
      bar.hidden = count === 0;
      bar.querySelector("[data-bulk-count]").textContent = count;
    };
    form.addEventListener("change", (event) => {
      if (event.target.matches("[data-check-all]")) form.querySelectorAll("tbody input[type=checkbox]").forEach((box) => { box.checked = event.target.checked; });
      update();
    });
    update();
  };

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) { event.preventDefault(); dialog.showModal(); }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target.matches("dialog")) event.target.close();
    const copier = event.target.closest("[data-copy]");
    if (copier) navigator.clipboard.writeText(copier.dataset.copy).then(() => say(copier.dataset.done));
    if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
    document.querySelectorAll("details[data-dropdown][open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("submit", (event) => {
    const question = event.submitter?.dataset.confirm || event.target.dataset.confirm;
    if (question && !window.confirm(question)) event.preventDefault();
  }, true);

  // Pickers: a preview of the chosen picture; the color field and its text say the same.
  document.addEventListener("change", (event) => {
    const box = event.target.matches("[type=file][data-preview]") && event.target.closest(".picker")?.querySelector(".previews");
    if (!box) return;
    const pictures = [...event.target.files].filter((file) => file.type.startsWith("image/"));
    box.replaceChildren();
    box.hidden = pictures.length === 0;
    pictures.forEach((file) => { const reader = new FileReader(); reader.onload = () => { const picture = new Image(); picture.src = reader.result; picture.alt = file.name; box.append(picture); }; reader.readAsDataURL(file); });
  });
  document.addEventListener("input", (event) => {
    const mirror = event.target.dataset.mirror && document.getElementById(event.target.dataset.mirror);
    if (mirror) { mirror.value = event.target.value; mirror.dispatchEvent(new Event("change", { bubbles: true })); }
    const picker = event.target.id && document.querySelector(`[data-mirror="${event.target.id}"]`);
    if (picker && /^#[0-9a-f]{6}$/i.test(event.target.value)) picker.value = event.target.value;
  });

  // Lists of the back office by keyboard: j k move, x checks, e opens, ? helps.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll("details[data-dropdown][open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
    const table = document.querySelector("table[data-keys]");
    if (!table || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
    const rows = [...table.querySelectorAll("tbody tr")];
    const at = rows.findIndex((row) => row.classList.contains("is-current"));
    const go = (index) => {
      const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
      rows.forEach((other) => other.classList.toggle("is-current", other === row));
      (row?.querySelector("a, button, input") || row)?.focus();
    };
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (event.key === "x" && at >= 0) rows[at].querySelector("input[type=checkbox]")?.click();
    else if (event.key === "e" && at >= 0) (rows[at].querySelector("[data-open]") || rows[at].querySelector("a"))?.click();
    else if (event.key === "?") say(english ? "j, k: next, previous · x: check · e: open" : "j, k : suivant, précédent · x : cocher · e : ouvrir");
    else return;
    event.preventDefault();
  });

  document.addEventListener("htmx:load", (event) => { if (event.detail.elt !== document.body) prepare(event.detail.elt); });
  document.addEventListener("htmx:responseError", () => say(english ? "This did not work. Try again in a moment." : "Cela n’a pas fonctionné. Réessayez dans un instant."));
  document.addEventListener("htmx:sendError", () => say(english ? "No connection. Your text is still here." : "Pas de connexion. Votre texte est toujours là."));
  prepare(document);
})();
