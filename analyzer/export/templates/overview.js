(function () {
  "use strict";
  var list = document.getElementById("list"), body = list.tBodies[0], rows = Array.from(body.rows);
  var query = document.getElementById("q"), group = document.getElementById("group"), part = document.getElementById("part");
  var verdict = "", buttons = Array.from(document.querySelectorAll("#verdicts button"));
  function filter() {
    var words = query.value.trim().toLowerCase(), shown = 0;
    rows.forEach(function (row) {
      var cell = part.value === "" ? null : row.cells[2 + Number(part.value)];
      var fits = (!verdict || row.dataset.v === verdict) && (!group.value || row.dataset.g === group.value) &&
        (!words || row.textContent.toLowerCase().indexOf(words) >= 0) && (!cell || Number(cell.dataset.s) >= 2);
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    document.getElementById("count").textContent = shown + " / " + rows.length + " 个";
  }
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      verdict = button.dataset.v;
      buttons.forEach(function (other) { other.setAttribute("aria-pressed", String(other === button)); });
      filter();
    });
  });
  query.addEventListener("input", filter);
  group.addEventListener("change", filter);
  part.addEventListener("change", filter);
  var heads = Array.from(list.tHead.rows[0].cells);
  function key(row, index) {
    var cell = row.cells[index];
    if (!cell) { return ""; }
    if (cell.dataset.s !== undefined) { return Number(cell.dataset.s); }
    var text = cell.textContent.trim();
    return text !== "" && !isNaN(text) ? Number(text) : text;
  }
  heads.forEach(function (head, index) {
    var button = head.querySelector("button");
    if (!button) { return; }
    button.addEventListener("click", function () {
      var down = head.getAttribute("aria-sort") !== "descending";
      heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort(function (a, b) {
        var x = key(a, index), y = key(b, index);
        var order = typeof x === "number" && typeof y === "number" ? x - y : String(x).localeCompare(String(y), "zh");
        if (x === "" || y === "") { return (x === "") - (y === ""); }
        return down ? -order : order;
      });
      rows.forEach(function (row) { body.appendChild(row); });
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "/" && document.activeElement !== query) { event.preventDefault(); query.focus(); return; }
    if (event.key === "Escape" && document.activeElement === query) { query.value = ""; filter(); query.blur(); return; }
    var row = document.activeElement.closest && document.activeElement.closest("#list tbody tr");
    if (!row) { return; }
    var step = event.key === "ArrowDown" ? "nextElementSibling" : event.key === "ArrowUp" ? "previousElementSibling" : "";
    if (step) {
      event.preventDefault();
      var next = row[step];
      while (next && next.hidden) { next = next[step]; }
      if (next) { next.focus(); }
    } else if (event.key === "Enter" && document.activeElement === row) {
      var link = row.querySelector("a");
      if (link) { link.click(); }
    }
  });
  var plot = document.getElementById("plot");
  if (plot) {
    plot.addEventListener("change", function () {
      [".one", ".one2"].forEach(function (name) {
        Array.from(document.querySelectorAll(name)).forEach(function (one, index) { one.hidden = index !== Number(plot.value); });
      });
    });
  }
  document.getElementById("copy").addEventListener("click", function () {
    var lines = rows.filter(function (row) { return row.dataset.v === "return" && !row.hidden; }).map(function (row) {
      return row.dataset.u + "\t" + row.cells[row.cells.length - 2].textContent.trim();
    });
    copyText(lines.join("\n"), this);
  });
})();
