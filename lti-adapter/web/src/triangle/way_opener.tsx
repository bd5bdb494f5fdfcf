// Opens a way on: why, and a few words. It says first who will not see it.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { ContinuationRouteSchema } from "../gen/driehoek/v1/continuation_pb";
import { useAct, useClient } from "../shared/api/hooks";
import { useWords } from "../shared/i18n/context";
import { Trouble } from "../shared/ui/faces";
import { TextArea } from "../shared/ui/fields";
import { Sheet } from "../shared/ui/sheet";
import { Icon } from "../shared/ui/status";
import { useToast } from "../shared/ui/toast";
import type { Placement } from "./contract";
import { useParent } from "./directory";
import { ContinuationService, Ground, refreshWays } from "./ways";
import { groundKey, grounds } from "./way_words";

export function WayOpener({ placement, student, onClose }: { placement: Placement; student: boolean; onClose: () => void }) {
  const { t } = useWords();
  const client = useClient(ContinuationService);
  const cache = useQueryClient();
  const toast = useToast();
  const parent = useParent();
  const [ground, setGround] = useState<Ground>(Ground.GROUND_UNSPECIFIED);
  const [reason, setReason] = useState("");
  const act = useAct(
    (_: undefined, requestId) => client.openContinuationRoute({ parent, requestId, continuationRoute: create(ContinuationRouteSchema, { placement: placement.name, ground, reason: reason.trim() }) }),
    (answer) => {
      toast(t("done.way_opened"));
      refreshWays(cache, answer);
      onClose();
    },
  );
  return (
    <Sheet kind="dialog" title={t("way.what")} onClose={onClose}>
      {(close) => (
        <form onSubmit={(event) => {
          event.preventDefault();
          if (ground !== Ground.GROUND_UNSPECIFIED) act.run(undefined);
        }}>
          <p class="s"><Icon name="lock" /> <b class="b">{t("priv.lock")}</b> {t(student ? "way.who_sees_student" : "way.who_sees")}</p>
          <fieldset class="stack tight">
            <legend class="lab">{t("way.ground")}</legend>
            {grounds.map((one) => <label key={one} class="check"><input type="radio" name="ground" required checked={ground === one} onChange={() => setGround(one)} /><span>{t(groundKey[one])}</span></label>)}
          </fieldset>
          <TextArea label={t("way.words")} hint={t("optional")} value={reason} onValue={setReason} maxLength={1000} />
          <Trouble error={act.error} />
          <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || ground === Ground.GROUND_UNSPECIFIED}>{t("act.open_way")}</button></div>
        </form>
      )}
    </Sheet>
  );
}
