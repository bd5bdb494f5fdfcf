"use strict";
// After a choice inside the frame the whole page goes back to the course.
window.addEventListener("DOMContentLoaded", () => {
  const page = window.parent === window ? window : window.parent;
  page.location.assign(document.body.dataset.course);
});
