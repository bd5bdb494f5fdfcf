// Scans that wait for the answers of the employer's side. The contract of scans is loaded when this is asked, after the first picture.
import { useQuery } from "@tanstack/react-query";
import { useSession, useTransport } from "../shared/api/hooks";

export function useScanAsks() {
  const transport = useTransport();
  const institutions = Object.keys(useSession().selves);
  return useQuery({
    queryKey: ["scanAsks", institutions],
    queryFn: async () => (await import("./scan_asks_read")).readScanAsks(transport, institutions),
  });
}
