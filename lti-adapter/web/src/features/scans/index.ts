// The place "Scans" of the practice office.
import { withParts } from "../../shared/i18n/part";
import { Scans } from "./list";

export default withParts(["scan", "scans"], Scans);
