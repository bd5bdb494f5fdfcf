// What can be read off an agreement without asking the server again.
import { AgreementVersion_State as State, PartyRole, SignatureState, Step, type Agreement, type AgreementVersion, type Signature } from "./contract";

/** The newest version: the one people work on, else the one that counts. */
export function newest(agreement: Agreement): AgreementVersion | undefined {
  return agreement.proposal ?? agreement.inForce;
}

export function isOpenForSigning(version: AgreementVersion): boolean {
  return version.state === State.OFFERED || version.state === State.PARTIALLY_SIGNED;
}

/** Was in force and is no longer. */
export function hasEnded(version: AgreementVersion): boolean {
  return version.state === State.TERMINATED || version.state === State.EXPIRED;
}

/** Refused or withdrawn: whoever had not signed is no longer asked. */
export function isOver(version: AgreementVersion): boolean {
  return version.state === State.DECLINED || version.state === State.WITHDRAWN;
}

/** Declined and withdrawn versions are over; a new agreement can be drafted when none is in force. */
export function isDead(agreement: Agreement): boolean {
  return agreement.inForce === undefined && (agreement.state === State.DECLINED || agreement.state === State.WITHDRAWN);
}

/** Side of the triangle on which one of these persons stands. */
export function partyOf(version: AgreementVersion | undefined, persons: readonly string[]): PartyRole {
  return version?.parties.find((party) => persons.includes(party.person))?.role ?? PartyRole.PARTY_ROLE_UNSPECIFIED;
}

export function signatureOf(version: AgreementVersion, role: PartyRole): Signature | undefined {
  return version.signatures.find((signature) => signature.partyRole === role);
}

export function hasSigned(version: AgreementVersion, role: PartyRole): boolean {
  return signatureOf(version, role)?.state === SignatureState.SIGNED;
}

export function signedCount(version: AgreementVersion): number {
  return version.signatures.filter((signature) => signature.state === SignatureState.SIGNED).length;
}

export function partyName(version: AgreementVersion | undefined, role: PartyRole): string {
  return version?.parties.find((party) => party.role === role)?.displayName ?? "";
}

export function hasAccepted(version: AgreementVersion, role: PartyRole): boolean {
  return version.responsibilities?.acceptances.some((acceptance) => acceptance.partyRole === role) ?? false;
}

/** The check that comes next in the programme's order; undefined when the version is not in review. */
export function nextCheck(version: AgreementVersion): Step | undefined {
  if (version.state !== State.IN_REVIEW) return undefined;
  const open = version.validations.find((validation) => validation.validateTime === undefined);
  return open?.step ?? Step.PRACTICE_OFFICE;
}

/** Commitments of one side. */
export function promisesOf(version: AgreementVersion, role: PartyRole) {
  return version.commitments.filter((commitment) => commitment.owner === role);
}
