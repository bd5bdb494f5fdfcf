// Tells the LMS that its registration window may be closed (LTI Dynamic Registration 1.0).
"use strict";
(window.opener || window.parent).postMessage({ subject: "org.imsglobal.lti.close" }, "*");
