"use strict";
// Messages from tools in a frame or a window that we opened: storage (LTI postMessage Storage 0.1),
// frame height and the end of a registration. Only origins of active tools are heard, and what one
// origin stores no other can read. Runs before the body is there, so that no early message is lost.
const settings = () => document.body.dataset;
const isHeard = (origin) => (settings().origins ?? "").split(" ").includes(origin);
const lifetime = 10 * 60 * 1000;
const limits = { key: 256, value: 4096, entries: 100 };
const stored = new Map();

function storedOf(origin) {
  if (!stored.has(origin)) stored.set(origin, new Map());
  const entries = stored.get(origin);
  for (const [key, entry] of entries) if (entry.until <= Date.now()) entries.delete(key);
  return entries;
}

const failure = (code, message) => ({ error: { code, message } });

function capabilities() {
  const { storage, frame } = settings();
  const holder = storage === "frame" ? { frame } : {};
  const both = storage === "off" ? [] : ["lti.put_data", "lti.get_data"];
  return {
    supported_messages: [
      { subject: "lti.capabilities" },
      { subject: "lti.frameResize" },
      ...both.map((subject) => ({ subject, ...holder })),
    ],
  };
}

function putData(origin, { key, value }) {
  if (typeof key !== "string" || key === "" || key.length > limits.key)
    return failure("bad_request", "key");
  const entries = storedOf(origin);
  if (value === null || value === undefined) {
    entries.delete(key);
    return { key, value: null };
  }
  if (typeof value !== "string") return failure("bad_request", "value");
  if (value.length > limits.value || entries.size >= limits.entries)
    return failure("storage_exhaustion", "full");
  entries.set(key, { value, until: Date.now() + lifetime });
  return { key, value };
}

function getData(origin, { key }) {
  if (typeof key !== "string" || key === "") return failure("bad_request", "key");
  return { key, value: storedOf(origin).get(key)?.value ?? null };
}

function resizeFrame(source, height) {
  const pixels = Math.min(Math.max(Math.ceil(Number(height)) || 0, 200), 20000);
  for (const element of document.querySelectorAll("iframe.tool")) {
    if (element.contentWindow === source) element.style.height = `${pixels}px`;
  }
}

function parsed(data) {
  if (typeof data !== "string") return data;
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

function hear(event) {
  if (!isHeard(event.origin) || !event.source) return;
  const message = parsed(event.data);
  if (typeof message !== "object" || message === null) return;
  const answer = (content) =>
    event.source.postMessage(
      { subject: `${message.subject}.response`, message_id: message.message_id, ...content },
      event.origin,
    );
  const { storage, close } = settings();
  // Storage that lives in a frame is not answered here but by that frame.
  const here = storage === "page" || storage === "this-frame";
  switch (message.subject) {
    case "lti.capabilities":
      return answer(capabilities());
    case "lti.put_data":
      return here
        ? answer(putData(event.origin, message))
        : answer(failure("unsupported_subject", "no storage here"));
    case "lti.get_data":
      return here
        ? answer(getData(event.origin, message))
        : answer(failure("unsupported_subject", "no storage here"));
    case "lti.frameResize":
      return resizeFrame(event.source, message.height);
    case "org.imsglobal.lti.close":
      if (close) window.location.assign(close);
  }
}

// The settings stand in the body: what comes before it waits for it.
window.addEventListener("message", (event) => {
  if (document.body) hear(event);
  else document.addEventListener("DOMContentLoaded", () => hear(event), { once: true });
});
