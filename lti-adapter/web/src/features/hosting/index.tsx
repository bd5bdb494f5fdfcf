// The yearly question whether an organisation hosts students: all answers for the practice office, one question for who is asked.
import { later } from "../../shared/frame/later";

const Answer = later(() => import("./answer").then((part) => part.Answer));
const Overview = later(() => import("./overview").then((part) => part.Overview));

export default function Hosting({ name }: { name: string }) {
  return name === "" ? <Overview /> : <Answer name={name} />;
}
