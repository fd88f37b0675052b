// The preview follows the form while colors are chosen; without script it shows what was sent.
(() => {
  "use strict";
  const form = document.querySelector("[data-brand-form]");
  const frame = document.querySelector("[data-brand-preview]");
  if (!form || !frame) return;
  let waiting = 0;
  form.addEventListener("change", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const [brand, accent] = ["brand_color", "accent_color"].map((name) => form.elements[name].value.replace("#", ""));
      if ([brand, accent].every((color) => /^[0-9a-f]{6}$/i.test(color))) frame.src = `${frame.dataset.brandPreview}?brand=${brand}&accent=${accent}`;
    }, 150);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-use-colors]");
    if (!button) return;
    const [brand, accent] = button.dataset.useColors.split(" ");
    [["brand_color", brand], ["accent_color", accent]].forEach(([name, value]) => {
      form.elements[name].value = value;
      form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
    });
    form.elements.accent_color.dispatchEvent(new Event("change", { bubbles: true }));
  });
})();
