// Takes an offer back: no seat can be taken any more, and who has one keeps it. It cannot be undone, so it asks.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import type { CapacityOffer } from "../../gen/driehoek/v1/capacity_pb";
import { CapacityService } from "../../gen/driehoek/v1/capacity_service_pb";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Message } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";

export function Withdraw({ offer, onDone }: { offer: CapacityOffer; onDone: () => void }) {
  const { t } = useWords();
  const client = useClient(CapacityService);
  const cache = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const act = useAct(
    (_: undefined, requestId) => client.withdrawCapacityOffer({ name: offer.name, etag: offer.etag, requestId }),
    () => {
      toast(t("done.withdrawn_offer"));
      void cache.invalidateQueries({ queryKey: ["offers"] });
      void cache.invalidateQueries({ queryKey: ["forecast"] });
      onDone();
    },
  );
  if (!asking) return <button type="button" class="btn flat sm" onClick={() => setAsking(true)}>{t("act.withdraw_offer")}</button>;
  return (
    <div class="stack tight ask-here">
      <Message tone="warn" alert><p>{t("offer.withdraw_ask")}</p></Message>
      <Trouble error={act.error} />
      <button type="button" class="btn danger" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.withdraw_sure")}</button>
    </div>
  );
}
