"use strict";
(() => {
  const field = document.getElementById("q"), list = document.getElementById("found"), told = document.getElementById("count");
  const said = document.currentScript.dataset.found, most = 60;
  let asked = false;
  const plain = text => text.normalize("NFKC").toLowerCase().replace(/[\s,]/g, "");
  const show = () => {
    list.replaceChildren();
    const words = field.value.split(/\s+/).map(plain).filter(Boolean);
    if (!words.length || !window.ATLAS) { told.textContent = ""; return; }
    let count = 0;
    for (const [text, place] of window.ATLAS) {
      const whole = plain(text);
      if (!words.every(word => whole.includes(word))) continue;
      if (++count > most) continue;
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = "units/" + place + ".html";
      link.textContent = text;
      item.append(link);
      list.append(item);
    }
    told.textContent = said.replace("{count}", count);
  };
  field.addEventListener("input", () => {
    if (asked) { show(); return; }
    asked = true;
    const data = document.createElement("script");
    data.src = "search.js";
    data.onload = show;
    document.head.append(data);
  });
})();
