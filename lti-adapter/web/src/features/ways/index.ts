// Continuation routes as the practice office runs them.
import { withParts } from "../../shared/i18n/part";
import { Ways } from "./list";

export default withParts(["ways"], Ways);
