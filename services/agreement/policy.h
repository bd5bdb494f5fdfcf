// Who may see and do what with an agreement (domain text 6.4): rows of the rights table, how a
// caller stands to an agreement, which fields of a draft are whose, and who may sign. Pure.
#pragma once

#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "agreement/agreement.h"
#include "agreement/lifecycle.h"
#include "agreement/placement_facts.h"
#include "shared/auth/caller.h"
#include "shared/auth/rights.h"

namespace driehoek::agreement {

// The rows of every method of driehoek.v1.AgreementService.
const std::vector<auth::Right>& AgreementRights();

// The methods against which "may the caller know of it" is asked.
inline constexpr absl::string_view kGetAgreement = "driehoek.v1.AgreementService/GetAgreement";
inline constexpr absl::string_view kGetFrameworkAgreement =
    "driehoek.v1.AgreementService/GetFrameworkAgreement";
inline constexpr absl::string_view kGetAgreementTemplate =
    "driehoek.v1.AgreementService/GetAgreementTemplate";

// What others know of the caller, fetched before the question is asked.
struct CallerFacts {
  bool is_contact_person = false;             // of this student, today
  std::vector<OrganisationId> organisations;  // the caller's own, for guests
};

// The programme's id in `institutions/…/programmes/…/variants/…`.
std::string ProgrammeOf(absl::string_view programme_variant);

// How the caller stands to an agreement, in the role acted in.
auth::Relations RelationsTo(const Agreement& agreement, const auth::Caller& caller,
                            const CallerFacts& facts);
// The same to a placement that has no agreement yet.
auth::Relations RelationsTo(const PlacementFacts& placement, const auth::Caller& caller);
// To what belongs to an organisation (framework agreements).
auth::Relations RelationsTo(const OrganisationId& organisation, const auth::Caller& caller,
                            const CallerFacts& facts);

// The side that a role stands for: student, teacher, practice office and manager, and the
// supervisor on the floor. Nothing for the organisation's contact, who never stands in for the
// floor (R19), nor for services.
std::optional<PartyRole> SideOf(auth::Role role);

// The side for which the caller is the named signer of `version`, in person and in a role of that
// side; else nothing (R19, R20).
std::optional<PartyRole> NamedSide(const Version& version, const auth::Caller& caller);

// The check of the programme that the role makes.
std::optional<ValidationStep> StepOf(auth::Role role);

// Whose pen it is: domain text 6.4, "their own fields". See README.md for the table.
enum class Pen { kNone, kStudent, kSupervisor, kOrganisation, kProgramme };
Pen PenOf(const auth::Caller& caller);

// PERMISSION_DENIED / FIELD_NOT_YOURS (metadata `fields`, comma separated) when `update` changes
// anything in `before` that is not the pen's. Sending a field back unchanged is no change.
absl::Status MayWrite(Pen pen, const Version& before, const DraftUpdate& update);

}  // namespace driehoek::agreement
