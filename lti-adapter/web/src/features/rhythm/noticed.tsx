// What the system noticed in one's own placement, with its reasons: nothing is held against a student behind the back.
import { useWords } from "../../shared/i18n/context";
import { withParts } from "../../shared/i18n/part";
import { Trouble } from "../../shared/ui/faces";
import { SignalStory } from "../../triangle/signal_parts";
import { useSignals } from "../../triangle/signals";
import { signalKindKey } from "../../triangle/signal_words";

function List({ placement }: { placement: string }) {
  const { t } = useWords();
  const signals = useSignals({ placement, open: true });
  if (signals.data === undefined) return <Trouble error={signals.error} retry={() => void signals.refetch()} />;
  if (signals.data.length === 0) return null;
  return (
    <section class="card" aria-labelledby="noticed">
      <h2 id="noticed">{t("signal.noticed")}</h2>
      <p class="xs qq">{t("signal.noticed_why")}</p>
      <ul class="list">{signals.data.map((signal) => <li key={signal.name}><div class="stack tight"><b class="b">{t(signalKindKey[signal.kind])}</b><SignalStory signal={signal} /></div></li>)}</ul>
    </section>
  );
}

export const Noticed = withParts(["signals"], List, () => null);
