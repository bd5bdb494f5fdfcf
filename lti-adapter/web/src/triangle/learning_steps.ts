// What learning tasks and the pulse ask of a student, for the home: read after the first picture.
import { useQuery } from "@tanstack/react-query";
import { useSession, useTransport } from "../shared/api/hooks";
import { useWords } from "../shared/i18n/context";
import type { Day } from "../shared/i18n/dates";
import { usePulsesDue } from "./rhythm";

/** A step in words: the contract it comes from is not needed to show it. */
export interface LearningStep {
  readonly title: string;
  readonly why: string;
  readonly who: string;
  readonly mine: boolean;
  readonly due: Day | undefined;
  readonly late: boolean;
  readonly href: string;
  readonly act: string;
  /** A design estimate, as `turnMinutes`. */
  readonly minutes: number;
}

/** Own steps first, in the order in which they count. */
export function useLearningSteps(names: readonly string[]): readonly LearningStep[] {
  const transport = useTransport();
  const words = useWords();
  const { institution } = useSession();
  const pulses = usePulsesDue(names).data;
  return useQuery({
    queryKey: ["tasks", "steps", institution, names, pulses, words.lang],
    queryFn: async () => (await import("./learning_steps_read")).readLearningSteps(transport, words, institution, names, pulses ?? []),
    enabled: names.length > 0,
    placeholderData: (before) => before,
  }).data ?? [];
}
