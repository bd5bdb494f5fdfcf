import { withParts } from "../../shared/i18n/part";
import AgreementPage from "./page";

export default withParts(["agreement"], AgreementPage);
