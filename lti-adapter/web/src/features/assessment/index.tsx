// The place "Assessment": the student sees and fills it, the supervisor advises, the examiner judges.
import { useSession } from "../../shared/api/hooks";
import { later } from "../../shared/frame/later";

const Own = later(() => import("./own").then((part) => part.OwnAssessment));
const Advise = later(() => import("./advice").then((part) => part.Advise));
const Desks = later(() => import("./desks").then((part) => part.Desks));

/** `name` is the name of an assessment; none for the home of an examiner and for lists. */
export default function Assessment({ name = "" }: { name?: string }) {
  const { role } = useSession();
  if (role === "student") return <Own />;
  return role === "workplace_supervisor" ? <Advise name={name} /> : <Desks name={name} />;
}
