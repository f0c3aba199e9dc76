(function () {
  "use strict";
  var findings = Array.from(document.querySelectorAll("#findings .finding[data-f]")), sheet = document.getElementById("sheet");
  function clear() { document.querySelectorAll(".sel").forEach(function (one) { one.classList.remove("sel"); }); }
  function pieces(attribute, value) {
    return Array.from(sheet.querySelectorAll("[" + attribute + "]")).filter(function (one) {
      return one.getAttribute(attribute).split(" ").indexOf(value) >= 0;
    });
  }
  function select(attribute, value, from) {
    clear();
    var inText = pieces(attribute, value), aside = document.querySelectorAll('aside.right [' + attribute + '="' + value + '"]');
    inText.forEach(function (one) { one.classList.add("sel"); });
    aside.forEach(function (one) {
      one.classList.add("sel");
      var fold = one.closest("details");
      if (fold) { fold.open = true; }
    });
    var target = from === "aside" ? inText[0] : aside[0];
    if (target) { target.scrollIntoView({ block: "center" }); }
  }
  findings.forEach(function (item) {
    function go(event) {
      if (event.target.tagName === "INPUT") { return; }
      event.preventDefault();
      select("data-f", item.dataset.f, "aside");
    }
    item.addEventListener("click", go);
  });
  document.querySelectorAll("tr[data-i]").forEach(function (row) {
    row.addEventListener("click", function () { select("data-i", row.dataset.i, "aside"); });
  });
  sheet.addEventListener("click", function (event) {
    var badge = event.target.closest(".badge"), mark = event.target.closest("[data-f],[data-i]");
    if (badge) { event.preventDefault(); select("data-f", badge.dataset.n, "text"); return; }
    if (!mark) { return; }
    var attribute = mark.hasAttribute("data-f") ? "data-f" : "data-i";
    select(attribute, mark.getAttribute(attribute).split(" ")[0], "text");
  });
  document.addEventListener("keydown", function (event) {
    var here = document.activeElement.closest && document.activeElement.closest(".finding[data-f], tr[data-i]");
    if (!here) { return; }
    if (event.key === "Enter") { here.click(); }
    if (event.key === " " && here.classList.contains("finding") && event.target.tagName !== "INPUT") {
      event.preventDefault();
      here.querySelector("input").click();
    }
    var step = event.key === "ArrowDown" ? "nextElementSibling" : event.key === "ArrowUp" ? "previousElementSibling" : "";
    if (step) {
      event.preventDefault();
      var next = here[step];
      while (next && next.hidden) { next = next[step]; }
      if (next) { next.focus(); next.click(); }
    }
  });
  var buttons = Array.from(document.querySelectorAll("#levels button"));
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      buttons.forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
      findings.forEach(function (item) { item.hidden = button.dataset.l !== "" && item.dataset.l !== button.dataset.l; });
    });
  });
  var kinds = Array.from(document.querySelectorAll("#kinds button"));
  kinds.forEach(function (button) {
    button.addEventListener("click", function () {
      kinds.forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
      document.querySelectorAll(".right details").forEach(function (fold) {
        var rows = Array.from(fold.querySelectorAll("tr[data-m]"));
        rows.forEach(function (row) { row.hidden = button.dataset.m !== "" && row.dataset.m !== button.dataset.m; });
        fold.hidden = rows.every(function (row) { return row.hidden; });
      });
    });
  });
  [["showi", "noi"], ["showf", "nof"]].forEach(function (pair) {
    document.getElementById(pair[0]).addEventListener("change", function () { sheet.classList.toggle(pair[1], !this.checked); });
  });
  function ticked() { return findings.filter(function (item) { return item.querySelector("input").checked; }); }
  function count() { document.getElementById("chosen").textContent = ticked().length + " 条"; }
  findings.forEach(function (item) { item.querySelector("input").addEventListener("change", count); });
  count();
  document.getElementById("copy").addEventListener("click", function () {
    var lines = ticked().map(function (item, index) { return (index + 1) + ". " + item.dataset.told; });
    copyText(this.dataset.unit + "：\n" + lines.join("\n"), document.getElementById("chosen"));
    setTimeout(count, 1600);
  });
})();
