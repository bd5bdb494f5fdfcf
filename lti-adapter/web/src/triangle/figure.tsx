// The triangle of the signatures: a side is full when both its ends have signed, a node when that party has.
import { useWords } from "../shared/i18n/context";
import { hasSigned, partyName } from "./agreement";
import { AgreementVersion_State as State, PartyRole, type AgreementVersion } from "./contract";
import { parties, partyKey } from "./words";
import { SignatureTag, word } from "./parts";

const corner = { [PartyRole.STUDENT]: [58, 16], [PartyRole.PROGRAMME]: [16, 91], [PartyRole.WORKPLACE]: [100, 91] } as const;
const edges = [[PartyRole.STUDENT, PartyRole.PROGRAMME], [PartyRole.STUDENT, PartyRole.WORKPLACE], [PartyRole.PROGRAMME, PartyRole.WORKPLACE]] as const;

export type Fill = Readonly<Record<PartyRole.STUDENT | PartyRole.PROGRAMME | PartyRole.WORKPLACE, boolean>>;

export function fillOf(version: AgreementVersion | undefined): Fill {
  const signed = (role: PartyRole) => version !== undefined && (hasSigned(version, role) || version.state === State.IN_FORCE);
  return { [PartyRole.STUDENT]: signed(PartyRole.STUDENT), [PartyRole.PROGRAMME]: signed(PartyRole.PROGRAMME), [PartyRole.WORKPLACE]: signed(PartyRole.WORKPLACE) };
}

/** `lines` gives each side a style of its own, in the order student and programme, student and workplace, programme and workplace. */
export function Figure({ fill, me, mini, lines }: { fill: Fill; me: PartyRole; mini?: boolean; lines?: readonly string[] }) {
  const { t } = useWords();
  const letters = { [PartyRole.STUDENT]: t("letter.student"), [PartyRole.PROGRAMME]: t("letter.programme"), [PartyRole.WORKPLACE]: t("letter.workplace") };
  return (
    <svg viewBox="0 0 116 108" aria-hidden="true">
      {edges.map(([a, b], index) => (
        <line key={`${a}${b}`} class={lines?.[index] ?? (fill[a] && fill[b] ? "" : "none")} x1={corner[a][0]} y1={corner[a][1]} x2={corner[b][0]} y2={corner[b][1]} />
      ))}
      {parties.map((role) => (
        <g key={role} class={lines ? "" : fill[role] ? "signed" : "open"}>
          <circle class={role === me ? "me" : ""} cx={corner[role][0]} cy={corner[role][1]} r="14" />
          {!mini && <text x={corner[role][0]} y={corner[role][1] + 4}>{letters[role]}</text>}
        </g>
      ))}
    </svg>
  );
}

/** The figure with its three sentences; for a screen reader the sentences are the content. */
export function Triangle({ version, me }: { version: AgreementVersion | undefined; me: PartyRole }) {
  const words = useWords();
  return (
    <div class="tri">
      <Figure fill={fillOf(version)} me={me} />
      <ul>
        {parties.map((role) => {
          const name = partyName(version, role);
          return (
            <li key={role}>
              <span>{role === me ? words.t("party.you") : word(words, partyKey[role])}{name !== "" && role !== me && ` · ${name}`}</span>
              <SignatureTag version={version} role={role} tag={false} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
