// Keeps the start of a launch in the platform's storage, for browsers that keep no cookie of ours in its frame
// (LTI "Client Side postMessages" and "postMessage Storage", v0.1). The page says by data attributes what to do:
// "put" before the browser goes to the platform, "get" when it comes back. Answers count only from the platform's
// origin and with our message id; a platform that never answers (its mobile apps) costs three seconds.
"use strict";
(() => {
  const task = document.getElementById("storage-task").dataset;
  const holder = window.opener || window.parent;

  const target = () => {
    if (task.frame === "_parent") return holder;
    try {
      return holder.frames[task.frame] || holder;
    } catch {
      return holder;
    }
  };

  const ask = (message) =>
    new Promise((resolve) => {
      const id = crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2) + Date.now();
      const done = (answer) => {
        window.removeEventListener("message", listen);
        clearTimeout(timer);
        clearInterval(again);
        resolve(answer);
      };
      const listen = (event) => {
        if (event.origin !== task.origin || typeof event.data !== "object" || event.data === null) return;
        if (event.data.message_id !== id || event.data.subject !== message.subject + ".response") return;
        done(event.data);
      };
      const timer = setTimeout(() => done(null), 3000);
      window.addEventListener("message", listen);
      // A frame that is still loading hears nothing: it is asked until it answers.
      const send = () => target().postMessage({ ...message, message_id: id }, task.origin);
      const again = setInterval(send, 250);
      send();
    });

  const run = async () => {
    if (task.action === "put") {
      await ask({ subject: "lti.put_data", key: task.key, value: task.value });
      location.replace(task.next);
      return;
    }
    const answer = await ask({ subject: "lti.get_data", key: task.key });
    const form = document.getElementById("storage-form");
    form.elements.value.value = answer && typeof answer.value === "string" ? answer.value : "";
    form.submit();
  };

  if (holder === window) {
    if (task.action === "put") location.replace(task.next);
    else document.getElementById("storage-form").submit();
  } else {
    run();
  }
})();
