// What an agreement has to know of others: of the placement, the people, the programme and its
// policy. Values; the ports that fetch them are in facts.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "agreement/agreement.h"
#include "agreement/clause_rules.h"

namespace driehoek::agreement {

struct NamedPerson {
  PersonId person;
  std::string display_name;
};

struct InstitutionFacts {
  std::string display_name;
  Language language = Language::kDutch;
  absl::TimeZone zone;
};

struct PlacementFacts {
  PlacementId placement;
  // Of the placement, so that a change of it during the call makes the commit fail.
  std::int64_t placement_version = 0;
  // Whether workplace and supervisor are fixed and it is not over (CONFIRMED to FINISHING).
  bool is_confirmed = false;
  NamedPerson student;
  std::string programme_variant;  // full resource name
  std::string programme_name;
  Variant variant = Variant::kFullTime;
  Funding funding = Funding::kFunded;
  OrganisationId organisation;
  std::string organisation_name;
  std::string workplace_name;
  // The supervisor on the floor; empty while none is named.
  NamedPerson supervisor;
  std::string supervisor_job_title;
  // Today's contact person of the student; empty when there is none.
  NamedPerson contact_person;
  absl::CivilDay start_day;
  absl::CivilDay end_day;
  int weekly_hours = 0;
  // Checks before the offer, first one first; empty: one check by the practice office.
  std::vector<ValidationStep> validation_order;
  ClausePolicy clause_policy;
  // Days before the start by which all three must have signed (R21).
  int due_days = 0;
  InstitutionFacts institution;
};

// Somebody who is named as a signer.
struct SignerFacts {
  NamedPerson person;
  // For the workplace: a supervisor on the floor of this organisation; empty organisation: the
  // person is none, whatever else he or she does there (R19).
  OrganisationId organisation;
  std::string organisation_name;
  std::string job_title;
};

}  // namespace driehoek::agreement
