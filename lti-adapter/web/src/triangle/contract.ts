// Short names for the nested types of the contract that screens use most.
export { Agreement_Kind, AgreementVersion_Amendment_Kind, AgreementVersion_State, Commitment_Status, PartyRole, Signature_State as SignatureState, Clause_Basis as Basis, ResponsibilityMatrix_Task as Task } from "../gen/driehoek/v1/agreement_pb";
export type { Agreement, AgreementVersion, Clause, Commitment, ResponsibilityMatrix_Row as Row, Signature } from "../gen/driehoek/v1/agreement_pb";
export { Placement_Form as PlacementForm, Placement_State as PlacementState, Placement_Blocker_Kind as BlockerKind } from "../gen/driehoek/v1/placement_pb";
export type { Placement } from "../gen/driehoek/v1/placement_pb";
export { Programme_ValidationStep as Step, ProgrammeVariant_Variant as Variant, ProgrammeVariant_Funding as Funding } from "../gen/driehoek/v1/directory_pb";
