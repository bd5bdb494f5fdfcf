"use strict";
// Sends the one form of the page onward, as platforms do between the steps of a launch.
document.getElementById("onward").submit();
