// English. How sending stands when the network is bad. Loaded with that.
export const offline = {
  "out.sent": "All sent, {time}",
  "out.sending": "We are sending it now.",
  "out.offline": "No network. Saved on this device, we will send it later.",
  "out.page_only": "No network. Keep this page open, then we will send it later.",
  "out.closed": "Saved on this device. Open Driehoek again, then we will send it.",
  "out.waiting.one": "{n} answer is waiting.",
  "out.waiting.other": "{n} answers are waiting.",
  "out.refused": "An answer could not be sent.",
  "out.changed": "Something changed meanwhile. Look again, then answer.",
  "out.drop": "Leave it out",
};
