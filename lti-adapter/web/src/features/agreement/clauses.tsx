// What is agreed, clause by clause, with who asks for it; what changed is marked and opens by itself (R16, R17).
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "preact/hooks";
import type { ClauseDifference } from "../../gen/driehoek/v1/agreement_service_pb";
import { useClient } from "../../shared/api/hooks";
import { useWords } from "../../shared/i18n/context";
import { Icon, Message, Status } from "../../shared/ui/status";
import { AgreementService } from "../../gen/driehoek/v1/agreement_service_pb";
import { AgreementVersion_State as State, Basis, type Agreement, type AgreementVersion, type Clause } from "../../triangle/contract";
import { word } from "../../triangle/parts";
import { partyKey } from "../../triangle/words";
import { basisKey } from "./words";
import { ChangedText } from "./changed_text";
import { clauseName } from "./clause_name";
import { Download } from "./download";

/** The version that this one is compared with: the one in force, else the one before it. */
function baseOf(agreement: Agreement, version: AgreementVersion): { name: string; number: number } {
  const inForce = agreement.inForce;
  return inForce && inForce.number < version.number ? inForce : { name: "", number: version.number - 1 };
}

function useDifferences(agreement: Agreement, version: AgreementVersion) {
  const client = useClient(AgreementService);
  const base = baseOf(agreement, version).name;
  return useQuery({
    queryKey: ["differences", version.name, base],
    queryFn: () => client.compareAgreementVersions({ name: version.name, base }),
    enabled: version.number > 1,
  });
}

export function ClauseList({ agreement, version }: { agreement: Agreement; version: AgreementVersion }) {
  const words = useWords();
  const { t, tn } = words;
  const list = useRef<HTMLElement>(null);
  const differences = useDifferences(agreement, version).data?.differences ?? [];
  const of = new Map(differences.map((difference) => [difference.code, difference]));
  const codes = new Set(version.clauses.map((clause) => clause.code));
  const others = differences.filter((difference) => !codes.has(difference.code));
  const legal = version.clauses.filter((clause) => clause.basis === Basis.LAW);
  const step = useChangeKeys(list, differences.length);
  const sides = { from: baseOf(agreement, version).number, to: version.number, lang: agreement.languageCode };
  return (
    <section class="card" aria-labelledby="clauses" ref={list}>
      <div class="head"><h2 id="clauses">{t("clause.title")}</h2><Download version={agreement.inForce} small /></div>
      {version.missingClauses.length === 0 && legal.length > 0 && <Message tone="ok"><p>{tn("clause.legal_all", legal.length)}</p></Message>}
      {version.missingClauses.map((clause) => (
        <Message key={clause.code} tone="warn"><p>{t(clause.basis === Basis.LAW ? "no.clause_missing" : "clause.policy_missing", { clause: clauseName(words, clause.code, "").toLowerCase() })}</p></Message>
      ))}
      {differences.length > 0 && (
        <div class="row apart">
          <p class="s b">{tn("diff.count", differences.length)}</p>
          <div class="row">
            <button type="button" class="btn two sm" onClick={() => step(-1)}>{t("diff.previous")} <kbd>P</kbd></button>
            <button type="button" class="btn two sm" onClick={() => step(1)}>{t("diff.next")} <kbd>N</kbd></button>
          </div>
        </div>
      )}
      <ol class="cl">
        {version.clauses.map((clause, index) => <OneClause key={clause.code} n={index + 1} clause={clause} version={version} sides={sides} difference={of.get(clause.code)} />)}
        {others.map((difference) => (
          <li key={difference.code}>
            <details open>
              <summary><span class="n" aria-hidden="true">·</span><span class="b">{clauseName(words, difference.code, difference.heading)}</span><span class="meta"><Status tone="warn" tag={false}>{t("clause.changed")}</Status><Icon name="down" /></span></summary>
              <div><ChangedText difference={difference} {...sides} /></div>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

interface OneProps {
  readonly n: number;
  readonly clause: Clause;
  readonly version: AgreementVersion;
  readonly sides: { readonly from: number; readonly to: number; readonly lang: string };
  readonly difference: ClauseDifference | undefined;
}

function OneClause({ n, clause, version, sides, difference }: OneProps) {
  const words = useWords();
  const { t } = words;
  const basis = basisKey[clause.basis];
  return (
    <li>
      <details open={difference !== undefined}>
        <summary>
          <span class="n">{n}</span>
          <span class="b">{clauseName(words, clause.code, clause.heading)}</span>
          <span class="meta">
            {difference ? <Status tone="warn" tag={false}>{t("clause.changed")}</Status> : basis && <span class="xs qq">{word(words, basis)}</span>}
            <Icon name="down" />
          </span>
        </summary>
        <div>
          {difference ? <ChangedText difference={difference} {...sides} /> : <p class="s prose" lang={sides.lang}>{clause.text}</p>}
          {clause.source !== "" && <p class="xs qq">{t("clause.source", { source: clause.source })}</p>}
          {difference && version.amendment && (
            <p class="xs qq">
              {t("clause.asked", { who: word(words, partyKey[version.amendment.requestedBy]), reason: version.amendment.reason })}{" "}
              {version.state !== State.IN_FORCE && t("clause.only_this", { n: sides.from })}
            </p>
          )}
        </div>
      </details>
    </li>
  );
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName));
}

/** N and P walk over the changes; not while somebody types, and not with a modifier (2.1.4 leaves them to this list). */
function useChangeKeys(list: { current: HTMLElement | null }, count: number): (by: 1 | -1) => void {
  const step = (by: 1 | -1) => {
    const found = [...(list.current?.querySelectorAll<HTMLElement>(".diff") ?? [])];
    if (found.length === 0) return;
    const at = found.findIndex((element) => element === document.activeElement);
    const next = found[(at + by + found.length + (at === -1 && by === -1 ? 1 : 0)) % found.length];
    const details = next?.closest("details");
    if (details) details.open = true;
    next?.focus();
    next?.scrollIntoView({ block: "center" });
  };
  useEffect(() => {
    const element = list.current;
    if (count === 0 || element === null) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const key = event.key.toLowerCase();
      if (key === "n") step(1);
      else if (key === "p") step(-1);
    };
    // Only while the focus is within the list, so that a single key never surprises elsewhere.
    element.addEventListener("keydown", press);
    return () => element.removeEventListener("keydown", press);
  }, [count]);
  return step;
}
