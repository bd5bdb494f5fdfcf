// What an entry of the audit says, in words: the verb of the call is enough.
import type { Words } from "../../shared/i18n/context";
import type { Key } from "../../shared/i18n/table";
import { word } from "../../triangle/parts";

const verbs: readonly (readonly [RegExp, Key])[] = [
  [/^read$|^(Get|List|Compare|Open)/, "did.read"],
  [/^Download/, "did.downloaded"],
  [/^(Create|Ensure|driehoekctl)/, "did.made"],
  [/^(Update|Amend|Mark|Record)/, "did.changed"],
  [/^Sign/, "did.signed"],
  [/^(Submit|Validate|Return|Accept|Confirm|Verify|Redeem)/, "did.handled"],
  [/^(Decline|Withdraw|Terminate|End|Revoke)/, "did.ended"],
  [/^(Request|Renew|invite)/, "did.asked"],
  [/^(overdue|expired)$|Due$/, "did.late"],
];

export function actionWords(words: Words, action: string): string {
  const method = action.slice(Math.max(action.lastIndexOf("/"), action.lastIndexOf(".")) + 1);
  const found = verbs.find(([pattern]) => pattern.test(method));
  return word(words, found === undefined ? "did.other" : found[1]);
}
