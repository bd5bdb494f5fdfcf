// What teacher and supervisor do not agree on, and the named person who decides (R57).
import { useState } from "preact/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { Choice, TextArea } from "../../shared/ui/fields";
import { Sheet } from "../../shared/ui/sheet";
import { Status } from "../../shared/ui/status";
import { CheckInState, Party, type CheckIn, type Disagreement } from "../../triangle/check_ins";
import { partyAfter } from "../../triangle/check_in_words";
import { usePersons } from "../../triangle/directory";
import { useMe } from "../../triangle/parts";
import { useAgreements } from "../../triangle/queries";
import { useCheckInAct } from "./form";
import { resolversOf } from "./resolvers";

const over: readonly CheckInState[] = [CheckInState.CLOSED, CheckInState.MISSED, CheckInState.CANCELLED];

export function Disagreements({ checkIn, own }: { checkIn: CheckIn; own: Party | undefined }) {
  const { t } = useWords();
  const [recording, setRecording] = useState(false);
  const records = (own === Party.TEACHER || own === Party.SUPERVISOR) && !over.includes(checkIn.state) && checkIn.disagreements.length < 10;
  if (checkIn.disagreements.length === 0 && !records) return null;
  return (
    <>
      {checkIn.disagreements.length > 0 && (
        <section class="card" aria-labelledby="disagree">
          <h2 id="disagree">{t("disagree.title")}</h2>
          <ul class="list">{checkIn.disagreements.map((one) => <li key={one.number}><One checkIn={checkIn} one={one} own={own} /></li>)}</ul>
        </section>
      )}
      {records && <div><button type="button" class="btn flat sm" onClick={() => setRecording(true)}>{t("act.disagree")}</button></div>}
      {recording && <Record checkIn={checkIn} onClose={() => setRecording(false)} />}
    </>
  );
}

function One({ checkIn, one, own }: { checkIn: CheckIn; one: Disagreement; own: Party | undefined }) {
  const words = useWords();
  const { t, dates } = words;
  const me = useMe();
  const [resolution, setResolution] = useState("");
  const act = useCheckInAct(
    (client, _: undefined, requestId) => client.resolveDisagreement({ name: checkIn.name, number: one.number, resolution: resolution.trim(), etag: checkIn.etag, requestId }),
    () => t("done.settled"),
  );
  const mine = one.resolution === "" && me.persons.includes(one.resolver);
  const name = one.resolverLabel || t("disagree.office");
  return (
    <>
      <div class="stack tight">
        <p class="prose">{one.text}</p>
        <p class="xs qq">{one.recordTime && t("disagree.by", { party: partyAfter(words, one.recorderParty, own), date: dates.day(dates.dayOf(one.recordTime)) })}</p>
        {one.resolution !== "" && <p class="prose"><b class="b">{one.resolveTime && t("disagree.settled", { name, date: dates.day(dates.dayOf(one.resolveTime)) })}:</b> {one.resolution}</p>}
        {mine && (
          <form aria-label={t("act.settle")} onSubmit={(event) => {
            event.preventDefault();
            act.run(undefined);
          }}>
            <TextArea label={t("disagree.how")} value={resolution} onValue={setResolution} maxLength={2000} required />
            <Trouble error={act.error} />
            <div><button type="submit" class="btn" disabled={act.busy || resolution.trim() === ""}>{t("act.settle")}</button></div>
          </form>
        )}
      </div>
      {one.resolution === "" && !mine && <Status tone="wait">{t("disagree.decides", { name })}</Status>}
    </>
  );
}

function Record({ checkIn, onClose }: { checkIn: CheckIn; onClose: () => void }) {
  const { t } = useWords();
  return <Sheet kind="dialog" title={t("act.disagree")} onClose={onClose}>{(close) => <Fields checkIn={checkIn} close={close} />}</Sheet>;
}

function Fields({ checkIn, close }: { checkIn: CheckIn; close: () => void }) {
  const words = useWords();
  const { t } = words;
  const [text, setText] = useState("");
  const [resolver, setResolver] = useState("");
  const agreements = useAgreements();
  const persons = usePersons();
  const resolvers = resolversOf(checkIn, agreements.data ?? [], persons.data ?? []);
  const act = useCheckInAct(
    (client, _: undefined, requestId) => client.recordDisagreement({ name: checkIn.name, text: text.trim(), resolver, etag: checkIn.etag, requestId }),
    (answer) => t("done.disagreement", { name: answer.disagreements[answer.disagreements.length - 1]?.resolverLabel ?? "" }),
    close,
  );
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      act.run(undefined);
    }}>
      <TextArea label={t("disagree.what")} value={text} onValue={setText} maxLength={2000} required />
      {resolvers.length === 0
        ? !agreements.isPending && !persons.isPending && <p class="s q">{t("disagree.nobody")}</p>
        : <Choice label={t("disagree.who")} hint={t("disagree.who_hint")} value={resolver} onValue={setResolver} required empty={t("choose")} options={resolvers.map(({ person, displayName, key }) => ({ value: person, label: key === undefined ? displayName : `${displayName}, ${t(key)}` }))} />}
      <Trouble error={act.error} />
      <div class="row end"><button type="button" class="btn two" onClick={close}>{t("act.cancel")}</button><button type="submit" class="btn" disabled={act.busy || text.trim() === "" || resolver === ""}>{t("act.disagree")}</button></div>
    </form>
  );
}
