// Evidence of a placement: what is there and whether it counts, what each outcome has, and asking the workplace to confirm it.
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "preact/hooks";
import { useAct, useClient, useSession } from "../../shared/api/hooks";
import { usePage, useRoute } from "../../shared/frame/router";
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Empty, Faces, Trouble } from "../../shared/ui/faces";
import { Choice } from "../../shared/ui/fields";
import { Message, Status } from "../../shared/ui/status";
import { useToast } from "../../shared/ui/toast";
import type { Placement } from "../../triangle/contract";
import { canBeAsked, evidenceHref, evidenceKey, EvidenceService, EvidenceState, evidenceTone, evidenceWhy, refreshEvidence, useEvidence, useEvidenceOf, useEvidenceProfile, useOutcomeProgress, type EvidenceItem } from "../../triangle/evidence";
import { usePlacements } from "../../triangle/queries";
import { useTasks } from "../../triangle/tasks";
import { AddForm } from "./add";
import { Export } from "./export";
import { Item } from "./item";
import { ProfileCard, ProgressCard } from "./profile";
import "./evidence.css";

function Evidence({ chosen }: { chosen: string }) {
  const item = useRoute().query.get("item");
  return item === null ? <Overview chosen={chosen} /> : <OneItem key={item} placement={chosen} id={item} />;
}

/** `chosen` is the name of a placement that may be one of nobody: then the first with evidence shows. */
function Overview({ chosen }: { chosen: string }) {
  const { t } = useWords();
  usePage(t("ev.place"));
  const placements = usePlacements();
  const student = useSession().role === "student";
  return (
    <>
      <div class="head"><h1>{t("ev.place")}</h1>{student && <a href="#/assessment">{t("ev.to_assessment")}</a>}</div>
      <Faces of={placements}>{(known) => known.length === 0 ? <Empty><p>{t(student ? "ev.no_placement" : "ev.none_other")}</p></Empty> : <Chosen placements={known} chosen={chosen} />}</Faces>
    </>
  );
}

function Chosen({ placements, chosen }: { placements: readonly Placement[]; chosen: string }) {
  const { t } = useWords();
  const [picked, setPicked] = useState(chosen);
  const found = placements.find(({ name }) => name === picked);
  // Without a choice one with evidence comes first: there is something to see. With one placement nothing is asked.
  const all = useEvidence();
  if (found === undefined && placements.length > 1 && all.isPending) return <Faces of={all}>{() => null}</Faces>;
  const placement = found ?? placements.find(({ name }) => all.data?.some((item) => item.placement === name)) ?? placements[0];
  if (placement === undefined) return null;
  const label = ({ labels }: Placement) => [labels?.student, labels?.organisation].filter(Boolean).join(" · ");
  return (
    <>
      {placements.length > 1 && <Choice label={t("ev.which")} value={placement.name} onValue={setPicked} options={placements.map((one) => ({ value: one.name, label: label(one) }))} />}
      <OfPlacement key={placement.name} placement={placement} />
    </>
  );
}

function OfPlacement({ placement }: { placement: Placement }) {
  const { t } = useWords();
  const items = useEvidenceOf(placement.name);
  const progress = useOutcomeProgress(placement.name);
  const profile = useEvidenceProfile(placement.name);
  const tasks = useTasks();
  const owns = useSession().role === "student";
  const [adding, setAdding] = useState(false);
  return (
    <>
      {adding && <AddForm placement={placement.name} outcomes={progress.data?.rows ?? []} tasks={(tasks.data ?? []).filter((task) => task.placement === placement.name)} onClose={() => setAdding(false)} />}
      <div class="cols ev">
        <div class="stack wide">
          <Faces of={items}>{(list) => (
            <>
              {list.some((item) => item.organisation !== "" && !item.organisationVerified) && <Message tone="warn"><p>{t("ev.unverified", { organisation: placement.labels?.organisation ?? "" })}</p></Message>}
              <Items items={list} owns={owns} onAdd={adding ? undefined : () => setAdding(true)} />
              {owns && list.some(({ state }) => state !== EvidenceState.ARCHIVED) && <Export placement={placement.name} />}
            </>
          )}</Faces>
        </div>
        <div class="stack wide">
          <Faces of={progress}>{(found) => <ProgressCard progress={found} />}</Faces>
          <Faces of={profile}>{(found) => <ProfileCard profile={found} />}</Faces>
        </div>
      </div>
    </>
  );
}

function Items({ items, owns, onAdd }: { items: readonly EvidenceItem[]; owns: boolean; onAdd: (() => void) | undefined }) {
  const { t, tn } = useWords();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const current = items.filter(({ state }) => state !== EvidenceState.ARCHIVED);
  const away = items.filter(({ state }) => state === EvidenceState.ARCHIVED);
  const askable = owns ? current.filter(canBeAsked) : [];
  const asked = askable.filter(({ name }) => chosen.includes(name));
  const toggle = (name: string) => setChosen(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
  return (
    <section class="card" aria-labelledby="items">
      <div class="head"><h2 id="items">{tn("ev.count", current.length)}</h2>{owns && onAdd && <button type="button" class="btn sm" onClick={onAdd}>{t("act.add_evidence")}</button>}</div>
      {current.length === 0 && <Empty><p>{t(owns ? "ev.none" : "ev.none_other")}</p></Empty>}
      {askable.length > 1 && <div><button type="button" class="btn flat sm" onClick={() => setChosen(asked.length === askable.length ? [] : askable.map(({ name }) => name))}>{t(asked.length === askable.length ? "act.choose_none" : "act.choose_all")}</button></div>}
      {current.length > 0 && <ul class="list">{current.map((item) => <li key={item.name}><Row item={item} chosen={askable.includes(item) ? chosen.includes(item.name) : undefined} onToggle={() => toggle(item.name)} /></li>)}</ul>}
      {asked.length > 0 && <AskFor items={asked} onDone={() => setChosen([])} />}
      {away.length > 0 && <details><summary>{tn("ev.archived", away.length)}</summary><ul class="list">{away.map((item) => <li key={item.name}><Row item={item} chosen={undefined} onToggle={() => undefined} /></li>)}</ul></details>}
    </section>
  );
}

function Row({ item, chosen, onToggle }: { item: EvidenceItem; chosen: boolean | undefined; onToggle: () => void }) {
  const words = useWords();
  const { t } = words;
  return (
    <>
      <div class={chosen === undefined ? undefined : "evrow"}>
        {chosen !== undefined && <input type="checkbox" checked={chosen} aria-label={t("ev.choose", { title: item.title })} onChange={onToggle} />}
        <div>
          <a class="b" href={evidenceHref(item.placement, item.name)}>{item.title}</a>
          <p>{evidenceWhy(words, item)}</p>
          {item.outcomeCodes.length > 0 && <p class="xs qq">{item.outcomeCodes.join(", ")}</p>}
        </div>
      </div>
      <Status tone={evidenceTone[item.state]}>{t(evidenceKey[item.state])}</Status>
    </>
  );
}

/** Asks the supervisor about several at once: all or none. */
export function AskFor({ items, onDone }: { items: readonly EvidenceItem[]; onDone: () => void }) {
  const { t, tn } = useWords();
  const client = useClient(EvidenceService);
  const cache = useQueryClient();
  const toast = useToast();
  const name = items[0]?.labels?.supervisor || t("evwho.supervisor");
  const act = useAct(
    (_: undefined, requestId) => client.requestEvidenceConfirmations({
      parent: items[0]?.name.split("/").slice(0, 2).join("/") ?? "",
      items: items.map((item) => ({ name: item.name, version: item.version, etag: item.etag })), requestId,
    }),
    () => {
      toast(t("done.evidence_asked", { name }));
      refreshEvidence(cache);
      onDone();
    },
  );
  return (
    <div class="stack tight">
      <Trouble error={act.error} />
      <div><button type="button" class="btn" disabled={act.busy} onClick={() => act.run(undefined)}>{tn("act.ask_confirm", items.length, { name })}</button></div>
    </div>
  );
}

function OneItem({ placement, id }: { placement: string; id: string }) {
  const { t } = useWords();
  const items = useEvidenceOf(placement);
  const progress = useOutcomeProgress(placement);
  const tasks = useTasks();
  return (
    <>
      {items.data === undefined && <h1>{t("ev.place")}</h1>}
      <Faces of={items}>{(list) => {
        const item = list.find(({ name }) => name.endsWith(`/${id}`));
        return item === undefined
          ? <><h1>{t("ev.place")}</h1><Empty><p>{t("no.not_found")}</p><p><a href={evidenceHref(placement)}>{t("ev.back")}</a></p></Empty></>
          : <Item item={item} outcomes={progress.data?.rows ?? []} tasks={(tasks.data ?? []).filter((task) => task.placement === placement)} />;
      }}</Faces>
    </>
  );
}

export const EvidencePlace = withParts(["evidence"], Evidence);
