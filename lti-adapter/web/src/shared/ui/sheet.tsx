// A sheet rises from below on a phone and stands as a column beside the text where there is room; a dialog asks before
// what cannot be undone. Both are the native dialog element and have their own history entry.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { bringIntoSight } from "../frame/in_sight";
import { useLayer } from "../frame/layer";
import { useWords } from "../i18n/context";
import { useId } from "./use_id";
import "./sheet.css";

interface Props {
  readonly title: string;
  readonly kind: "sheet" | "dialog";
  readonly onClose: () => void;
  readonly children: ComponentChildren | ((close: () => void) => ComponentChildren);
}

const beside = "(min-width: 860px)";

export function Sheet({ title, kind, onClose, children }: Props) {
  const { t } = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const caption = useRef<HTMLHeadingElement>(null);
  const heading = useId();
  const close = useLayer(true, onClose);
  useEffect(() => {
    const before = document.activeElement;
    const element = dialog.current;
    // Beside the text there is no reason to lock it; on a phone the sheet covers it.
    if (kind === "sheet" && window.matchMedia(beside).matches) element?.show();
    else element?.showModal();
    if (element) bringIntoSight(element);
    if (kind === "sheet") caption.current?.focus();
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
      onKeyDown={(event) => {
        // A dialog that is not modal hears no Escape by itself.
        if (event.key === "Escape" && !event.defaultPrevented && kind === "sheet") {
          event.preventDefault();
          close();
        }
      }}
    >
      <div class="row apart nowrap">
        <h2 id={heading} ref={caption} tabIndex={-1}>{title}</h2>
        <button type="button" class="btn flat sm" onClick={close}>{t("act.close")}</button>
      </div>
      {typeof children === "function" ? children(close) : children}
    </dialog>
  );
}

/** The foot of a form in a sheet: back without a change, or on. */
export function SaveOrCancel({ busy, onCancel }: { busy: boolean; onCancel: () => void }) {
  const { t } = useWords();
  return <div class="row end"><button type="button" class="btn two" onClick={onCancel}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={busy}>{t("act.save")}</button></div>;
}
