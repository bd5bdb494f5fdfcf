// The rounds that a student takes part in, as far as the home needs them: what is asked, and by when. The contract of rounds
// is loaded when this is asked, after the first picture.
import { useQuery } from "@tanstack/react-query";
import { useSession, useTransport } from "../shared/api/hooks";

export function useOwnRounds() {
  const transport = useTransport();
  const session = useSession();
  const parent = `institutions/${session.institution}`;
  return useQuery({
    queryKey: ["ownRounds", parent],
    queryFn: async () => {
      const { readOwnRounds } = await import("./own_rounds_read");
      return readOwnRounds(transport, parent);
    },
    staleTime: 60_000,
  });
}
