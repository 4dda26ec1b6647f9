// Size of text and colours at once, without the way to the server that the same links take without a script.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  function prefer(name, value) {
    var usual = value === "usual";
    if (usual) { root.removeAttribute("data-" + name); } else { root.setAttribute("data-" + name, value); }
    document.cookie = "mingzhi_" + name + "=" + (usual ? "" : value) + ";path=/;samesite=lax;max-age=" + (usual ? 0 : 31536000);
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-look]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      prefer(link.getAttribute("data-look"), link.getAttribute("data-value"));
      Array.prototype.some.call(link.parentNode.querySelectorAll("[data-look=" + link.getAttribute("data-look") + "]"), function (other) {
        return other.offsetParent && (other.focus(), true);
      });
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
