// Asks why before something that the others will read or that cannot be undone. The focus is on the words, not on the act.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Act } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";

interface Props {
  readonly title: string;
  readonly explain: string;
  readonly verb: string;
  readonly danger?: boolean;
  readonly act: Act<string>;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
  /** False while the fields that the caller added are not filled in. */
  readonly ready?: boolean;
}

export function ReasonDialog({ title, explain, verb, danger, act, onClose, children, ready }: Props) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const missing = reason.trim() === "";
  return (
    <Sheet kind="dialog" title={title} onClose={onClose}>
      {(close) => (
        <form noValidate onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!missing && ready !== false) act.run(reason.trim());
        }}>
          <p class="s q">{explain}</p>
          {children}
          <TextArea label={t("reason.label")} hint={t("reason.hint")} value={reason} onValue={setReason} maxLength={1000} required
            error={asked && missing ? t("reason.missing") : undefined} />
          {asked && !missing && ready === false && <p class="st stop" role="alert"><i class="i i-stop" aria-hidden="true" /><span>{t("reason.fields")}</span></p>}
          <Trouble error={act.error} />
          <div class="row end">
            <button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button>
            <button type="submit" class={danger ? "btn danger" : "btn"} disabled={act.busy}>{verb}</button>
          </div>
        </form>
      )}
    </Sheet>
  );
}
