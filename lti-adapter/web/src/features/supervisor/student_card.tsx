// One own student: who, where it stands, and the one act that is asked.
import { useSession } from "../../shared/api/hooks";
import { institutionOf } from "../../shared/api/session";
import { useWords } from "../../shared/i18n/context";
import { Avatar, Status } from "../../shared/ui/status";
import type { Agreement, Placement } from "../../triangle/contract";
import { StateTag, turnTitle, turnWho, variantText } from "../../triangle/parts";
import { agreementHref } from "../../triangle/queries";
import type { OpenStep } from "../../triangle/turns";

interface Props {
  readonly placement: Placement | undefined;
  readonly agreement: Agreement | undefined;
  readonly steps: readonly OpenStep[];
}

export function StudentCard({ placement, agreement, steps }: Props) {
  const words = useWords();
  const { t, tn, dates } = words;
  const session = useSession();
  const labels = agreement?.labels ?? placement?.labels;
  const mine = steps.filter((step) => step.mine);
  const other = steps.find((step) => !step.mine);
  const school = session.selves[institutionOf(placement?.name ?? agreement?.name ?? "")]?.institution?.displayName ?? "";
  const several = Object.keys(session.selves).length > 1;
  const source = placement ?? agreement;
  const name = labels?.student ?? "";
  return (
    <section class="card stu" aria-label={name}>
      <div class="head">
        <div class="id"><Avatar name={name} /><div><h3>{name}</h3><p class="s">{labels?.programme}{source && `, ${variantText(words, source.variant, source.funding)}`}{several && ` · ${school}`}</p></div></div>
        {mine.length === 0 && other?.late && other.due
          ? <Status tone="stop">{t("turn.late", { date: dates.day(other.due) })}</Status>
          : <Status tone={mine.length > 0 ? "warn" : "ok"}>{mine.length > 0 ? tn("sup.open", mine.length) : t("sup.on_track")}</Status>}
      </div>
      <hr />
      {placement?.startDate && placement.endDate && <p class="s">{t("agreement.period", { from: dates.day(placement.startDate), to: dates.day(placement.endDate), hours: placement.weeklyHours })}</p>}
      {agreement && <p><StateTag agreement={agreement} /></p>}
      {mine.length === 0 && other && <p class="s">{turnTitle(words, other.turn)} · {turnWho(words, other)}</p>}
      {placement?.labels?.contactPerson && <p class="s">{t("sup.contact", { name: placement.labels.contactPerson })}</p>}
      {agreement && (
        <div class="row">
          {mine.some((step) => step.turn.kind === "sign") && <a class="btn" href={`${agreementHref(agreement.name)}?sign=1`}>{t("act.sign")}<span class="vh"> {t("sup.of", { student: name })}</span></a>}
          <a class="btn two" href={agreementHref(agreement.name)}>{t("act.view_agreement")}<span class="vh"> {name}</span></a>
        </div>
      )}
    </section>
  );
}
