// What an organisation answers when it is asked to host students: as many, fewer or none, and then why.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Trouble } from "../../shared/ui/faces";
import { TextArea, TextField } from "../../shared/ui/fields";
import { Message } from "../../shared/ui/status";
import { answerKey, answers, CapacityService, Hosting, HostingReason, reasonKey, reasons, refreshIntents, type HostingIntent } from "../../triangle/hosting";
import "../../shared/ui/pick.css";

const hintKey = { [Hosting.YES]: "host.yes_hint", [Hosting.FEWER]: "host.fewer_hint", [Hosting.NO]: "host.no_hint" } as const;

export function AnswerForm({ intent, onSent }: { intent: HostingIntent; onSent: () => void }) {
  const { t } = useWords();
  const client = useClient(CapacityService);
  const cache = useQueryClient();
  const [answer, setAnswer] = useState(intent.answer);
  const [seats, setSeats] = useState(intent.seatCount > 0 ? String(intent.seatCount) : "");
  const [chosen, setChosen] = useState<readonly HostingReason[]>(intent.reasons);
  const [remark, setRemark] = useState(intent.remark);
  const [tried, setTried] = useState(false);
  const hosts = answer === Hosting.YES || answer === Hosting.FEWER;
  const refuses = answer === Hosting.FEWER || answer === Hosting.NO;
  const lacksReason = refuses && chosen.length === 0;
  const act = useAct(
    (_: undefined, requestId) => client.answerHostingIntent({
      name: intent.name, etag: intent.etag, requestId, answer, seatCount: hosts ? Number(seats) : 0, reasons: refuses ? [...chosen] : [], remark: remark.trim(),
    }),
    () => {
      refreshIntents(cache);
      onSent();
    },
  );
  return (
    <form onSubmit={(event) => {
      event.preventDefault();
      setTried(true);
      if (!lacksReason) act.run(undefined);
    }}>
      <fieldset class="pick">
        <legend class="vh">{t("host.question")}</legend>
        {answers.map((one) => <label key={one}><input type="radio" name="answer" required checked={answer === one} onChange={() => setAnswer(one)} />{t(answerKey[one])}<span>{t(hintKey[one])}</span></label>)}
      </fieldset>
      {hosts && <TextField label={t("host.seats")} hint={t("host.seats_hint")} type="number" min="1" max="500" value={seats} onValue={setSeats} required />}
      {refuses && (
        <fieldset class="stack tight">
          <legend class="lab">{t("host.why")} <span class="hint">{t("host.why_hint")}</span></legend>
          {reasons.map((one) => (
            <label key={one} class="check"><input type="checkbox" checked={chosen.includes(one)} onChange={(event) => setChosen(event.currentTarget.checked ? [...chosen, one] : chosen.filter((other) => other !== one))} /><span>{t(reasonKey[one])}</span></label>
          ))}
        </fieldset>
      )}
      {tried && lacksReason && <Message tone="stop" alert><p>{t("no.reason_missing")}</p></Message>}
      {answer !== Hosting.NOT_YET && <TextArea label={t("host.remark")} hint={refuses && chosen.includes(HostingReason.OTHER) ? t("host.remark_other") : t("optional")} value={remark} onValue={setRemark} maxLength={1000} required={refuses && chosen.includes(HostingReason.OTHER)} />}
      <Trouble error={act.error} />
      <div><button type="submit" class="btn" disabled={act.busy || answer === Hosting.NOT_YET}>{t("act.give_answer")}</button></div>
    </form>
  );
}
