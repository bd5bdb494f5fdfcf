// One route as the practice office sees it: why, which workplaces suit, and the options for the student.
import { useQuery } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useClient } from "../../shared/api/hooks";
import { usePage } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces } from "../../shared/ui/faces";
import { Icon, Status } from "../../shared/ui/status";
import { ContinuationService, isClosed, OptionKind, useWay, WayState, type Way, type WorkplaceFit } from "../../triangle/ways";
import { factsOf, groundKey, kindKey, linesOf, placeOf, wayStateKey, wayStateTone } from "../../triangle/way_words";
import { CloseDialog } from "./close_dialog";
import { blankOption, typedOptions, type TypedOption } from "./options";
import { OfferForm } from "./offer_form";

function WayPage({ name }: { name: string }) {
  const { t } = useWords();
  const way = useWay(name);
  usePage(way.data?.labels?.student ?? t("ways.title"));
  return (
    <>
      {way.data === undefined && <h1>{t("ways.title")}</h1>}
      <Faces of={way}>{(found) => <Content way={found} />}</Faces>
    </>
  );
}

function Content({ way }: { way: Way }) {
  const words = useWords();
  const { t, dates } = words;
  const [closing, setClosing] = useState(false);
  const { labels } = way;
  const offers = way.state === WayState.OPEN || way.state === WayState.OFFERED;
  return (
    <>
      <div class="stack tight">
        <a class="s" href="#/ways">{t("ways.to_list")}</a>
        <div class="head"><h1>{labels?.student}</h1><Status tone={wayStateTone[way.state]}>{t(wayStateKey[way.state])}</Status></div>
        <p class="s q">{labels?.programme}{labels?.organisation && ` · ${t("ways.now_at", { place: `${labels.workplace}, ${labels.organisation}` })}`}{way.dueDate && way.state === WayState.OPEN && ` · ${t("turn.by", { date: dates.dayWeek(way.dueDate) })}`}</p>
        <p>{t(groundKey[way.ground])}{way.reason !== "" && `: ${way.reason}`}</p>
        <p class="xs qq"><Icon name="lock" /> {t("priv.lock")}</p>
      </div>
      {offers && <Offer key={way.etag} way={way} />}
      {!offers && (
        <section class="card" aria-labelledby="options">
          <h2 id="options">{t("ways.options")}</h2>
          <ul class="list">{way.options.map((option) => (
            <li key={option.id}><div><b class="b">{t(kindKey[option.kind])}</b>{linesOf(words, option).map((line, index) => <p key={index}>{line}</p>)}</div>{option.id === way.chosenOption && <Status tone="ok">{t("ways.picked")}</Status>}</li>
          ))}</ul>
          {way.closeNote !== "" && <p>{way.closeNote}</p>}
        </section>
      )}
      {!isClosed(way) && <div><button type="button" class={way.state === WayState.CHOSEN ? "btn" : "btn flat sm"} onClick={() => setClosing(true)}>{t("act.close_way")}</button></div>}
      {closing && <CloseDialog way={way} onClose={() => setClosing(false)} />}
    </>
  );
}

function Offer({ way }: { way: Way }) {
  const { t } = useWords();
  const client = useClient(ContinuationService);
  const [asked, setAsked] = useState(false);
  const [options, setOptions] = useState<readonly TypedOption[]>(() => typedOptions(way.options));
  const suggestions = useQuery({ queryKey: ["alternatives", way.name], queryFn: () => client.suggestAlternatives({ name: way.name }), enabled: asked });
  const fits = [...new Map([...way.options.flatMap((option) => option.fits), ...(suggestions.data?.alternatives ?? [])].map((fit) => [fit.workplace, fit])).values()];
  return (
    <>
      <section class="card" aria-labelledby="alternatives">
        <div class="head"><h2 id="alternatives">{t("ways.alternatives")}</h2>{!asked && <button type="button" class="btn sm" onClick={() => setAsked(true)}>{t("act.suggest")}</button>}</div>
        {!asked && <p class="s q">{t("ways.alternatives_why")}</p>}
        {asked && <Faces of={suggestions}>{({ alternatives, comparedCount }) => <Suggested fits={alternatives} compared={comparedCount} taken={new Set(options.flatMap(({ workplaces }) => workplaces))} onTake={(workplace) => setOptions([...options, { ...blankOption(OptionKind.ANOTHER_WORKPLACE), workplaces: [workplace] }])} />}</Faces>}
      </section>
      <OfferForm way={way} options={options} onOptions={setOptions} fits={fits} />
    </>
  );
}

function Suggested({ fits, compared, taken, onTake }: { fits: readonly WorkplaceFit[]; compared: number; taken: ReadonlySet<string>; onTake: (workplace: string) => void }) {
  const words = useWords();
  const { t, tn } = words;
  if (fits.length === 0) return <Empty><p>{t("ways.nothing_suits")}</p></Empty>;
  return (
    <>
      <p class="s q" role="status">{tn("ways.compared", compared)}</p>
      <ol class="list">
        {fits.map((fit) => (
          <li key={fit.workplace}>
            <div><b class="b">{placeOf(fit)}</b><p>{factsOf(words, fit)}</p></div>
            {taken.has(fit.workplace) ? <Status tone="ok">{t("ways.taken")}</Status> : <button type="button" class="btn two sm" onClick={() => onTake(fit.workplace)}>{t("act.as_option")}<span class="vh"> {placeOf(fit)}</span></button>}
          </li>
        ))}
      </ol>
    </>
  );
}

export default withParts(["ways"], WayPage);
