"use strict";
// After a choice inside the frame the whole page goes back to the course.
const { course } = document.body.dataset;
if (window.parent !== window) window.parent.location.assign(course);
else window.location.assign(course);
