// A button beside each password shows what was typed; without script there is none.
"use strict";
(() => {
  const french = document.documentElement.lang.startsWith("fr");
  const words = french ? ["Afficher", "Masquer", "le mot de passe"] : ["Show", "Hide", "the password"];
  document.querySelectorAll("[data-password]").forEach((box) => {
    const input = box.querySelector("input");
    const button = document.createElement("button");
    button.type = "button";
    const say = () => {
      const shown = input.type === "text";
      button.textContent = words[shown ? 1 : 0];
      button.setAttribute("aria-label", `${button.textContent} ${words[2]}`);
      button.setAttribute("aria-pressed", String(shown));
    };
    button.addEventListener("click", () => { input.type = input.type === "text" ? "password" : "text"; say(); input.focus(); });
    input.form?.addEventListener("submit", () => { input.type = "password"; });
    say();
    box.append(button);
  });
})();
