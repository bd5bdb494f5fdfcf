// A button for what cannot be undone: the dialog asks first, and its buttons say the same verb.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Act } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Sheet } from "../../shared/ui/sheet";

interface Props {
  readonly label: string;
  /** What the button is about, for those who hear it alone. */
  readonly about?: string;
  readonly title: string;
  readonly kind?: string;
  readonly disabled?: boolean;
  readonly act: Act<undefined>;
  readonly children: ComponentChildren;
}

export function AskFirst({ label, about, title, kind = "btn", disabled, act, children }: Props) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <div><button type="button" class={kind} disabled={disabled ?? false} onClick={() => setAsking(true)}>{label}{about !== undefined && <span class="vh"> {about}</span>}</button></div>
      {asking && (
        <Sheet kind="dialog" title={title} onClose={() => setAsking(false)}>
          {(close) => (
            <div class="stack">
              {children}
              <Trouble error={act.error} />
              <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="button" class="btn" disabled={act.busy} onClick={() => act.run(undefined)}>{label}</button></div>
            </div>
          )}
        </Sheet>
      )}
    </>
  );
}
