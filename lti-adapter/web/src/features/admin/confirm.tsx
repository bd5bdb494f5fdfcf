// A button that asks once more before it takes something away.
import { useState } from "preact/hooks";
import type { Act } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Sheet } from "../../shared/ui/sheet";

export function Confirm({ label, about, title, text, act }: { label: string; about: string; title: string; text: string; act: Act<undefined> }) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button type="button" class="btn flat sm" onClick={() => setAsking(true)}>{label}<span class="vh"> {about}</span></button>
      {asking && (
        <Sheet kind="dialog" title={title} onClose={() => setAsking(false)}>
          {(close) => (
            <>
              <p>{text}</p>
              <p class="b">{about}</p>
              <Trouble error={act.error} />
              <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="button" class="btn danger" disabled={act.busy} onClick={() => {
                act.run(undefined);
                close();
              }}>{label}</button></div>
            </>
          )}
        </Sheet>
      )}
    </>
  );
}
