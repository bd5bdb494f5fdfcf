// What the forms of check-ins share: the zone in which a moment is meant, and the act that answers with the check-in.
import { useQueryClient } from "@tanstack/react-query";
import { useAct, useClient, useSession, type Act } from "../../shared/api/hooks";
import { useToast } from "../../shared/ui/toast";
import { CheckInService, refreshCheckIns, type CheckIn } from "../../triangle/check_ins";

export function useZone(): string {
  const session = useSession();
  return session.selves[session.institution]?.institution?.timeZone || "Europe/Amsterdam";
}

type CheckIns = ReturnType<typeof useClient<typeof CheckInService>>;

/** An act on a check-in: what it answers is shown, and said in `done`. */
export function useCheckInAct<I>(call: (client: CheckIns, input: I, requestId: string) => Promise<CheckIn>, done: (answer: CheckIn) => string, after?: (answer: CheckIn) => void): Act<I> {
  const client = useClient(CheckInService);
  const cache = useQueryClient();
  const toast = useToast();
  return useAct(
    (input: I, requestId) => call(client, input, requestId),
    (answer) => {
      toast(done(answer));
      refreshCheckIns(cache, answer);
      after?.(answer);
    },
  );
}
