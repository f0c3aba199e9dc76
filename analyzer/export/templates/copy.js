function copyText(text, button) {
  "use strict";
  function done() {
    var before = button.textContent;
    button.textContent = "已复制";
    setTimeout(function () { button.textContent = before; }, 1500);
  }
  function byHand() {
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    done();
  }
  if (navigator.clipboard && window.isSecureContext) {
    navigator.clipboard.writeText(text).then(done, byHand);
  } else {
    byHand();
  }
}
