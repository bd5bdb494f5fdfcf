// The triangle by the contact of its sides: a full line is fresh, a dashed one goes quiet, a dotted one is silent.
import { useWords } from "../shared/i18n/context";
import { Status } from "../shared/ui/status";
import { contactText, freshLine, freshnessOf, freshTone } from "./contacts";
import { PartyRole } from "./contract";
import { Figure, fillOf } from "./figure";
import { Edge, type Contact } from "./signals";
import { edgeKey } from "./signal_words";

/** The order of the lines in the figure. */
const order = [Edge.PROGRAMME_STUDENT, Edge.STUDENT_WORKPLACE, Edge.PROGRAMME_WORKPLACE] as const;

/** A style for each line of the figure. */
export function linesOf(contacts: readonly Contact[]): string[] {
  return order.map((edge) => {
    const contact = contacts.find((one) => one.edge === edge);
    return contact === undefined ? "none" : freshLine[freshnessOf(contact)];
  });
}

/** The figure with its three sentences; for a screen reader the sentences are the content. */
export function ContactTriangle({ contacts, me = PartyRole.PROGRAMME }: { contacts: readonly Contact[]; me?: PartyRole }) {
  const words = useWords();
  return (
    <div class="tri">
      <Figure fill={fillOf(undefined)} me={me} lines={linesOf(contacts)} />
      <ul>
        {order.flatMap((edge) => contacts.filter((one) => one.edge === edge)).map((contact) => (
          <li key={contact.edge}><span>{words.t(edgeKey[contact.edge])}</span><Status tone={freshTone[freshnessOf(contact)]} tag={false}>{contactText(words, contact)}</Status></li>
        ))}
      </ul>
    </div>
  );
}
