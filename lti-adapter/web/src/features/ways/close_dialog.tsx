// Closes a route that was arranged or is no longer needed, with how it ended.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { useToast } from "../../shared/ui/toast";
import { ContinuationService, refreshWays, type Way } from "../../triangle/ways";

export function CloseDialog({ way, onClose }: { way: Way; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(ContinuationService);
  const cache = useQueryClient();
  const toast = useToast();
  const [note, setNote] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.closeContinuationRoute({ name: way.name, note: note.trim(), etag: way.etag, requestId }),
    (answer) => {
      toast(t("done.way_closed"));
      refreshWays(cache, answer);
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("ways.close_title", { name: way.labels?.student ?? "" })} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(undefined);
        }}>
          <TextArea label={t("ways.close_note")} hint={t("ways.close_hint")} value={note} onValue={setNote} maxLength={1000} required />
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || note.trim() === ""}>{t("act.close_way")}</button></div>
        </form>
      )}
    </Sheet>
  );
}
