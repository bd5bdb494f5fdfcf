// Contact of one placement: how fresh each side is, what was planned and made, and what was recorded (R50, R51).
import { useState } from "preact/hooks";
import { useWords, type Words } from "../../shared/i18n/context";
import { Empty, Faces } from "../../shared/ui/faces";
import { Status, type Tone } from "../../shared/ui/status";
import { checkInHref, Party } from "../../triangle/check_ins";
import { partyAfter, partyList, partyWord } from "../../triangle/check_in_words";
import { ContactStanding, edgeParties, lineOf, useContactMoments, useContactOverview, type ContactMoment, type ContactOverview, type EdgeContact, type PlannedContact } from "../../triangle/contact";
import { PlacementState, type Placement } from "../../triangle/contract";
import { useMe } from "../../triangle/parts";
import { capital } from "./capital";
import { ContactForm } from "./contact_form";
import { causeKey, contactKindKey } from "./contact_words";
import "../../shared/ui/tables.css";

const partyOfRole: Record<string, Party | undefined> = { student: Party.STUDENT, teacher: Party.TEACHER, workplace_supervisor: Party.SUPERVISOR };

export function Contact({ placement }: { placement: Placement }) {
  const { t } = useWords();
  const own = partyOfRole[useMe().role];
  const overview = useContactOverview(placement.name);
  const [writing, setWriting] = useState(false);
  const records = own !== undefined && placement.state >= PlacementState.CONFIRMED && placement.supervisor !== "";
  return (
    <section class="card" aria-labelledby="contact">
      <div class="head"><h2 id="contact">{t("touch.title")}</h2>{records && !writing && <button type="button" class="btn two sm" onClick={() => setWriting(true)}>{t("act.note_contact")}</button>}</div>
      {writing && own !== undefined && <ContactForm placement={placement} own={own} onClose={() => setWriting(false)} />}
      <Faces of={overview}>{(found) => (
        <div class="stack wide">
          <Sides overview={found} own={own} />
          <div class="cols cotwo"><Planned overview={found} /><Moments placement={placement} own={own} /></div>
        </div>
      )}</Faces>
    </section>
  );
}

const corner = { [Party.STUDENT]: [58, 16], [Party.TEACHER]: [16, 91], [Party.SUPERVISOR]: [100, 91] } as const;
const corners = [[Party.STUDENT, "letter.student"], [Party.TEACHER, "letter.programme"], [Party.SUPERVISOR, "letter.workplace"]] as const;

/** The triangle with a line for each side, and a sentence for each line. */
function Sides({ overview, own }: { overview: ContactOverview; own: Party | undefined }) {
  const words = useWords();
  const { t } = words;
  const weeks = overview.edges[0]?.silenceWeeks ?? 0;
  return (
    <div class="stack tight">
      <div class="tri">
        <svg viewBox="0 0 116 108" aria-hidden="true">
          {overview.edges.map((edge) => {
            const [a, b] = edgeParties[edge.edge];
            return <line key={edge.edge} class={lineOf(edge)} x1={corner[a][0]} y1={corner[a][1]} x2={corner[b][0]} y2={corner[b][1]} />;
          })}
          {corners.map(([party, letter]) => (
            <g key={party}><circle class={party === own ? "me" : ""} cx={corner[party][0]} cy={corner[party][1]} r="14" /><text x={corner[party][0]} y={corner[party][1] + 4}>{t(letter)}</text></g>
          ))}
        </svg>
        <ul>{overview.edges.map((edge) => <li key={edge.edge}><span>{sideText(words, edge, own)}</span><Fresh edge={edge} /></li>)}</ul>
      </div>
      <p class="xs qq">{t("touch.figure")}{weeks > 0 && ` ${t("touch.limit", { n: weeks })}`}</p>
    </div>
  );
}

function sideText(words: Words, { edge }: EdgeContact, own: Party | undefined): string {
  const [a, b] = edgeParties[edge];
  // Oneself stands first.
  const [first, second] = b === own ? [b, a] : [a, b];
  return capital(words.t("touch.edge", { a: partyWord(words, first, own), b: partyWord(words, second, own) }));
}

function Fresh({ edge }: { edge: EdgeContact }) {
  const { t, tn } = useWords();
  const { silentDays: days, lastContactDate } = edge;
  const line = lineOf(edge);
  const tones = { full: "ok", dash: "warn", dot: "stop", none: "note" } as const satisfies Record<string, Tone>;
  const text = line === "dot" && lastContactDate !== undefined ? t("touch.silent", { n: days })
    : lastContactDate === undefined ? (days === 0 ? t("touch.never") : tn("touch.never_days", days))
      : line === "dash" ? t("touch.fading", { n: days })
        : days === 0 ? t("touch.today") : tn("touch.ago", days);
  return <Status tone={tones[line]} tag={false}>{text}</Status>;
}

function Planned({ overview }: { overview: ContactOverview }) {
  const { t, tn, dates } = useWords();
  const { plannedContacts: rows, dueCount: due, madeCount: made, missedCheckInCount: missed } = overview;
  return (
    <div class="stack tight">
      <h3>{t("touch.planned")}</h3>
      <p class="s">{due === 0 ? t("touch.nothing_due") : t("touch.made_of", { made: Math.min(made, due), due })}{missed > 0 && ` ${tn("touch.missed", missed)}`}</p>
      {rows.length === 0 && <Empty><p>{t("touch.none_planned")}</p></Empty>}
      {rows.length > 0 && (
        <table class="cards">
          <caption class="vh">{t("touch.planned")}</caption>
          <thead><tr><th scope="col">{t("touch.what")}</th><th scope="col">{t("touch.by")}</th><th scope="col">{t("touch.standing")}</th></tr></thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                <th scope="row">{row.checkIn === "" ? t(causeKey[row.cause]) : <a href={checkInHref(row.checkIn)}>{t(causeKey[row.cause])}</a>}</th>
                <td data-label={t("touch.by")} class="num">{row.byDate && dates.day(row.byDate)}</td>
                <td data-label={t("touch.standing")}><Standing row={row} /></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function Standing({ row: { standing, contactDate } }: { row: PlannedContact }) {
  const { t, dates } = useWords();
  switch (standing) {
    case ContactStanding.MADE: return <Status tone="ok" tag={false}>{contactDate ? t("touch.made", { date: dates.day(contactDate) }) : t("touch.made_plain")}</Status>;
    case ContactStanding.NOT_MADE: return <Status tone="stop" tag={false}>{t("touch.not_made")}</Status>;
    default: return <Status tone="wait" tag={false}>{t("touch.still_ahead")}</Status>;
  }
}

function Moments({ placement, own }: { placement: Placement; own: Party | undefined }) {
  const { t } = useWords();
  const moments = useContactMoments(placement.name);
  return (
    <div class="stack tight">
      <h3>{t("touch.moments")}</h3>
      <Faces of={moments}>{(list) => list.length === 0
        ? <Empty><p>{t("touch.no_moments")}</p></Empty>
        : <ul class="list">{list.map((one) => <li key={one.name}><Moment moment={one} own={own} /></li>)}</ul>}</Faces>
    </div>
  );
}

function Moment({ moment, own }: { moment: ContactMoment; own: Party | undefined }) {
  const words = useWords();
  const { t, dates } = words;
  return (
    <div>
      <b class="b">{moment.contactDate && dates.day(moment.contactDate)}</b>
      <p>{capital(t("touch.moment", { kind: t(contactKindKey[moment.kind]), parties: partyList(words, moment.parties, own) }))}</p>
      {moment.note !== "" && <p class="prose">{moment.note}</p>}
      <p class="xs qq">{t("touch.recorded", { party: partyAfter(words, moment.recorderParty, own) })}</p>
    </div>
  );
}
