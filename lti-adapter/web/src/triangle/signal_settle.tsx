// Ends a signal that is no longer so: one sentence on what happened, and the steps that lead there one after the other.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { Signal_InterventionSchema } from "../gen/driehoek/v1/signal_pb";
import { useAct, useClient, useSession } from "../shared/api/hooks";
import { institutionOf } from "../shared/api/session";
import { useWords } from "../shared/i18n/context";
import { Trouble } from "../shared/ui/faces";
import { TextArea } from "../shared/ui/fields";
import { useToast } from "../shared/ui/toast";
import { InterventionKind, isOver, openIntervention, refreshSignals, SignalService, SignalState, type Signal } from "./signals";

/** As long as one action of an intervention may be. */
const longest = 300;

export function Settle({ signal }: { signal: Signal }) {
  const { t, dates } = useWords();
  const client = useClient(SignalService);
  const cache = useQueryClient();
  const toast = useToast();
  const me = useSession().selves[institutionOf(signal.name)]?.person?.name ?? "";
  const [happened, setHappened] = useState("");
  const step = (at: Signal, outcome: string): Promise<Signal> => {
    const to = { name: at.name, etag: at.etag, requestId: crypto.randomUUID() };
    if (at.state === SignalState.RAISED) return client.acknowledgeSignal(to);
    if (openIntervention(at) !== undefined) return client.closeIntervention({ ...to, outcome });
    if (at.state === SignalState.INTERVENTION_OPEN) return client.resolveSignal({ ...to, outcome });
    const intervention = create(Signal_InterventionSchema, { kind: InterventionKind.OTHER, owner: me, actions: [outcome], deadlineDate: dates.today() });
    return client.openIntervention({ ...to, intervention });
  };
  const act = useAct(async (outcome: string) => {
    let at = signal;
    try {
      while (!isOver(at)) at = await step(at, outcome);
      return at;
    } finally {
      // Where it stopped is where the next press goes on.
      refreshSignals(cache, at);
    }
  }, () => toast(t("done.signal_ended")));
  return (
    <form aria-label={t("settle.title")} onSubmit={(event) => {
      event.preventDefault();
      act.run(happened.trim());
    }}>
      <TextArea label={t("settle.happened")} hint={t("settle.hint")} value={happened} onValue={setHappened} required maxLength={longest} />
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || happened.trim() === ""}>{t("act.settle_signal")}<span class="vh"> {signal.labels?.student}</span></button></div>
    </form>
  );
}
