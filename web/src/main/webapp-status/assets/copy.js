/* Offers to copy a text. Without scripts there is no button, and the text is marked by hand: nothing else is lost. */
"use strict";
document.querySelectorAll("button[data-copies]").forEach((button) => {
  const text = document.getElementById(button.dataset.copies);
  if (text === null) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", () => {
    // The older way works without TLS too, and leaves the text marked if the browser forbids it.
    const range = document.createRange();
    range.selectNodeContents(text);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    if (document.execCommand("copy")) {
      button.textContent = button.dataset.done;
    }
  });
});
