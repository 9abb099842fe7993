"use strict";
// the strips of days, wider or narrower
for (const slider of document.querySelectorAll("input[type=range]")) {
  const target = document.getElementById(slider.getAttribute("aria-controls"));
  const apply = () => target.style.setProperty("--zoom", slider.value);
  slider.addEventListener("input", apply);
  slider.disabled = false;
  apply();
}
