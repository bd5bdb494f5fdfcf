// English. Refusals that only those who come from the LMS meet.
export const noStaff = {
  "no.row_missing": "Choose for each task who does it.",
  "no.period_over": "The last day has passed. Make a new version with a later day.",
  "no.agreement_exists": "This placement already has an agreement. Open that one.",
  "no.placement_not_confirmed": "The place is not fixed yet. The practice office first chooses place and supervisor.",
  "no.framework_not_applicable": "This framework agreement is of another organisation or period. Choose another.",
  "no.validation_out_of_order": "Somebody else must check first. See whose turn it is.",
  "no.version_not_in_review": "This version is not being checked.",
  "no.not_a_floor_supervisor": "Only a supervisor on the floor can sign for the workplace.",
  "no.party_missing": "Not all three parties are in it. Ask the practice office for help.",
  "no.signers_incomplete": "Three different people must sign. Ask the practice office who is missing.",
  "no.student_fixed": "The student of this agreement cannot change.",
  "no.grant_not_live": "This invitation expired or was revoked. Invite the person again.",
  "no.too_many_links": "This person got many links today already. Try again in an hour.",
  "no.role_not_held": "You no longer have this role. Open Driehoek again.",
};
