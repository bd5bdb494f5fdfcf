// A sheet rises from below on a phone and stands as a column beside the text where there is room; a dialog asks before
// what cannot be undone. Both are the native dialog element and have their own history entry.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useLayer } from "../frame/layer";
import { useWords } from "../i18n/context";

interface Props {
  readonly title: string;
  readonly kind: "sheet" | "dialog";
  readonly onClose: () => void;
  readonly children: ComponentChildren | ((close: () => void) => ComponentChildren);
}

export function Sheet({ title, kind, onClose, children }: Props) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const close = useLayer(true, onClose);
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={kind === "sheet" ? "sheet over" : "ask"}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
    >
      <div class="row apart nowrap">
        <h2 id={heading}>{title}</h2>
        <button type="button" class="btn flat sm" onClick={close}>{t("act.close")}</button>
      </div>
      {typeof children === "function" ? children(close) : children}
    </dialog>
  );
}
