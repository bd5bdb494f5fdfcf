// The place "Rounds" of the practice office.
import { withParts } from "../../shared/i18n/part";
import { Rounds } from "./list";

export default withParts(["ranking", "rounds"], Rounds);
