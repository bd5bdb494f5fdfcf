// One signal with what can be done about it now: say that it was seen, do something, say what came of it, end it (R62, R63); in one
// step when it is no longer so.
import { create } from "@bufbuild/protobuf";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { Signal_InterventionSchema } from "../gen/driehoek/v1/signal_pb";
import { useAct, useClient, useSession } from "../shared/api/hooks";
import { institutionOf } from "../shared/api/session";
import { useWords } from "../shared/i18n/context";
import { dayAfter, isoDay, parseDay } from "../shared/i18n/dates";
import { Trouble } from "../shared/ui/faces";
import { Chips, Choice, TextArea, TextField } from "../shared/ui/fields";
import { useToast } from "../shared/ui/toast";
import { InterventionKind, isOver, openIntervention, refreshSignals, SignalMark, SignalService, SignalState, useSignal, type Signal } from "./signals";
import { SignalStory } from "./signal_parts";
import { Settle } from "./signal_settle";
import { interventionKey, interventionKinds } from "./signal_words";
import { isClosed, useWays } from "./ways";
import "./signals.css";

const lookAfter = ["teacher", "practice_office", "programme_manager"];

export function SignalBody({ known }: { known: Signal }) {
  const { t, dates } = useWords();
  const own = lookAfter.includes(useSession().role);
  // Who raised it in confidence is told by this call alone.
  const signal = useSignal(known.name).data ?? known;
  const due = signal.acknowledgeDueDate;
  return (
    <div class="stack tight">
      <SignalStory signal={signal} />
      {own && signal.state === SignalState.RAISED && due && <p class="xs qq">{t(signal.mark === SignalMark.MANAGER_TOLD ? "signal.see_late" : "signal.see_by", { date: dates.day(due) })}</p>}
      {own && !isOver(signal) && (signal.isCurrent ? <Acts key={signal.etag} signal={signal} /> : <Settle signal={signal} />)}
    </div>
  );
}

function Acts({ signal }: { signal: Signal }) {
  if (signal.state === SignalState.RAISED) return <Acknowledge signal={signal} />;
  if (openIntervention(signal) !== undefined) return <Close signal={signal} />;
  if (signal.state === SignalState.ACKNOWLEDGED) return <Intervene signal={signal} />;
  return <End signal={signal} />;
}

/** An act on a signal: sends it, shows what it answered, and says that it was done. */
function useSignalAct<I>(call: (client: ReturnType<typeof useClient<typeof SignalService>>, input: I, requestId: string) => Promise<Signal>, done: "done.seen" | "done.intervention" | "done.outcome" | "done.signal_ended") {
  const { t } = useWords();
  const client = useClient(SignalService);
  const cache = useQueryClient();
  const toast = useToast();
  return useAct((input: I, requestId) => call(client, input, requestId), (answer) => {
    toast(t(done));
    refreshSignals(cache, answer);
  });
}

function Acknowledge({ signal: { name, etag, labels } }: { signal: Signal }) {
  const { t } = useWords();
  const act = useSignalAct((client, _: undefined, requestId) => client.acknowledgeSignal({ name, etag, requestId }), "done.seen");
  return (
    <>
      <div><button type="button" class="btn" disabled={act.busy} onClick={() => act.run(undefined)}>{t("act.acknowledge")}<span class="vh"> {labels?.student}</span></button></div>
      <Trouble error={act.error} />
    </>
  );
}

function Intervene({ signal }: { signal: Signal }) {
  const { t, dates } = useWords();
  const session = useSession();
  const me = session.selves[institutionOf(signal.name)]?.person;
  const owners = [
    { value: me?.name ?? "", label: t("doing.me") },
    ...(signal.addressee !== "" && signal.addressee !== me?.name ? [{ value: signal.addressee, label: signal.labels?.addressee ?? "" }] : []),
    { value: signal.student, label: signal.labels?.student ?? "" },
  ];
  const [typed, setTyped] = useState({ kind: String(InterventionKind.TALK), owner: me?.name ?? "", actions: "", deadline: isoDay(dayAfter(dates.today(), 7)) });
  const set = (part: Partial<typeof typed>) => setTyped((old) => ({ ...old, ...part }));
  const actions = typed.actions.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const act = useSignalAct((client, _: undefined, requestId) => {
    const deadlineDate = parseDay(typed.deadline);
    const kind = interventionKinds.find((one) => String(one) === typed.kind) ?? InterventionKind.OTHER;
    const intervention = create(Signal_InterventionSchema, { kind, owner: typed.owner, actions, ...(deadlineDate && { deadlineDate }) });
    return client.openIntervention({ name: signal.name, etag: signal.etag, intervention, requestId });
  }, "done.intervention");
  return (
    <form aria-label={t("doing.title")} onSubmit={(event) => {
      event.preventDefault();
      if (actions.length > 0) act.run(undefined);
    }}>
      <div class="two2">
        <Choice label={t("doing.what")} value={typed.kind} onValue={(kind) => set({ kind })} options={interventionKinds.map((kind) => ({ value: String(kind), label: t(interventionKey[kind]) }))} />
        <Choice label={t("doing.who")} value={typed.owner} onValue={(owner) => set({ owner })} options={owners} />
      </div>
      <TextArea label={t("doing.actions")} hint={t("doing.actions_hint")} value={typed.actions} onValue={(text) => set({ actions: text })} required maxLength={3000} />
      <TextField label={t("doing.deadline")} type="date" min={isoDay(dates.today())} value={typed.deadline} onValue={(deadline) => set({ deadline })} required />
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || actions.length === 0}>{t("act.intervene")}</button></div>
    </form>
  );
}

function Close({ signal: { name, etag } }: { signal: Signal }) {
  const { t } = useWords();
  const [outcome, setOutcome] = useState("");
  const act = useSignalAct((client, _: undefined, requestId) => client.closeIntervention({ name, etag, outcome: outcome.trim(), requestId }), "done.outcome");
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <TextArea label={t("doing.how")} value={outcome} onValue={setOutcome} required maxLength={2000} />
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || outcome.trim() === ""}>{t("act.close_intervention")}</button></div>
    </form>
  );
}

type Ending = "resolve" | "more" | "escalate" | "continue";
const endings: readonly Ending[] = ["resolve", "more", "escalate", "continue"];
const endKey = { resolve: "ending.resolve", more: "ending.more", escalate: "ending.escalate", continue: "ending.continue" } as const;
const endActKey = { resolve: "act.resolve", escalate: "act.escalate", continue: "act.continue_signal" } as const;

/** What was done is done: it is solved, or something else has to happen. */
function End({ signal }: { signal: Signal }) {
  const { t } = useWords();
  const [ending, setEnding] = useState<Ending>("resolve");
  const [outcome, setOutcome] = useState("");
  const ways = useWays(signal.placement);
  const route = ways.data?.find((way) => !isClosed(way));
  const act = useSignalAct((client, kind: keyof typeof endActKey, requestId) => {
    const common = { name: signal.name, etag: signal.etag, outcome: outcome.trim(), requestId };
    if (kind === "resolve") return client.resolveSignal(common);
    if (kind === "escalate") return client.escalateSignal(common);
    return client.continueSignal({ ...common, continuationRoute: route?.name ?? "" });
  }, "done.signal_ended");
  return (
    <div class="stack">
      <Chips label={t("ending.title")} value={ending} onValue={(value) => setEnding(endings.find((one) => one === value) ?? "resolve")} options={endings.map((value) => ({ value, label: t(endKey[value]) }))} />
      {ending === "more" && <Intervene signal={signal} />}
      {ending === "continue" && route === undefined && <p class="s q">{t("ending.no_route")}</p>}
      {ending !== "more" && (ending !== "continue" || route !== undefined) && (
        <form onSubmit={(event) => {
          event.preventDefault();
          act.run(ending);
        }}>
          <TextArea label={t("ending.how")} value={outcome} onValue={setOutcome} required maxLength={2000} />
          <Trouble error={act.error} />
          <div><button type="submit" class="btn" disabled={act.busy || outcome.trim() === ""}>{t(endActKey[ending])}</button></div>
        </form>
      )}
    </div>
  );
}
