// jsdom knows the dialog element but not how to open it, and lacks a few things that browsers have.
import { cleanup, configure } from "@testing-library/preact";
import { afterEach, beforeEach } from "vitest";

// Other builds may keep the machine busy; a screen that is never drawn still fails.
configure({ asyncUtilTimeout: 20_000 });

if (typeof window !== "undefined") {
  HTMLDialogElement.prototype.show = function show(this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.showModal = HTMLDialogElement.prototype.show;
  HTMLDialogElement.prototype.close = function close(this: HTMLDialogElement) {
    this.open = false;
  };
  window.matchMedia = (query: string) => Object.assign(new EventTarget(), { matches: false, media: query, onchange: null, addListener: () => undefined, removeListener: () => undefined });
  Blob.prototype.arrayBuffer = function arrayBuffer(this: Blob) {
    return new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as ArrayBuffer);
      reader.readAsArrayBuffer(this);
    });
  };
  window.scrollTo = () => undefined;
  Element.prototype.scrollIntoView = () => undefined;
}

beforeEach(() => {
  if (typeof window === "undefined") return;
  window.history.replaceState(null, "", "/app/#/");
});
afterEach(async () => {
  cleanup();
  // A dialog that was open goes back one step in the history, a moment later; the next test begins after that.
  if (typeof window !== "undefined") await new Promise((resolve) => setTimeout(resolve, 30));
});
