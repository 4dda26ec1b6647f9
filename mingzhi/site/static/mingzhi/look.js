// Light or dark, text size: remembered in this browser, applied before the page is painted.
(function () {
  "use strict";
  var root = document.documentElement;
  var keep = {
    get: function (key) { try { return localStorage.getItem("mingzhi." + key); } catch (_) { return null; } },
    set: function (key, value) { try { value ? localStorage.setItem("mingzhi." + key, value) : localStorage.removeItem("mingzhi." + key); } catch (_) { /* private window */ } }
  };
  root.classList.add("js");
  function apply(name, value) {
    if (value) { root.setAttribute("data-" + name, value); } else { root.removeAttribute("data-" + name); }
  }
  apply("theme", keep.get("theme"));
  apply("text", keep.get("text"));
  function dark() {
    var chosen = root.getAttribute("data-theme");
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }
  function tell() {
    document.querySelectorAll("[data-look=theme]").forEach(function (b) { b.setAttribute("aria-pressed", dark()); });
    document.querySelectorAll("[data-look=text]").forEach(function (b) { b.setAttribute("aria-pressed", root.hasAttribute("data-text")); });
  }
  document.addEventListener("DOMContentLoaded", tell);
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-look]");
    if (button) {
      var name = button.getAttribute("data-look");
      var next = name === "theme" ? (dark() ? "light" : "dark") : { "": "large", large: "larger", larger: "" }[root.getAttribute("data-text") || ""];
      apply(name, next); keep.set(name, next); tell();
    }
    var printer = event.target.closest("[data-print]");
    if (printer) { window.print(); }
    var copy = event.target.closest("[data-copy]");
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.getAttribute("data-copy")).then(function () {
        var said = copy.getAttribute("data-copied");
        if (said) { copy.querySelector(".word").textContent = said; }
      });
    }
  });
})();
