// The place "Evidence": a supervisor confirms it, the student collects it, others read it.
import { useSession } from "../../shared/api/hooks";
import { later } from "../../shared/frame/later";

const Confirm = later(() => import("./confirm").then((part) => part.Confirm));
const Evidence = later(() => import("./list").then((part) => part.EvidencePlace));

export default function Index({ placement }: { placement: string }) {
  return useSession().role === "workplace_supervisor" ? <Confirm /> : <Evidence chosen={placement} />;
}
