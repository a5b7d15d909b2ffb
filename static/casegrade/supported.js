// Runs before the page is drawn, so that revealed questions do not jump: tells the styles that modules work here.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
