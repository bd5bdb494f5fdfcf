// How evidence is added, linked, asked about, confirmed and used: pure decisions (domain text 6.2).
// A decision returns the item after, what others are told, and what it relied on.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/evidence/evidence_item.h"
#include "progress/evidence/facts.h"
#include "progress/facts.h"
#include "progress/proof_facts.h"

namespace driehoek::progress::evidence {

// What others are told, one event each.
enum class Told {
  kAdded,
  kRevised,
  kLinked,
  kConfirmationRequested,
  kConfirmationDue,
  kConfirmed,
  kDisputed,
  kUnverified,
  kUsed,
  kArchived,
};

struct ItemChange {
  EvidenceItem after;
  std::vector<Told> told;
  std::vector<FactVersion> relies_on;
};

inline constexpr int kMostItems = 200;
inline constexpr std::size_t kMostVersions = 50;
inline constexpr std::int64_t kMostBytes = std::int64_t{2} << 30;  // of files in a placement
// No policy lets anybody confirm later than this after a placement (domain text 6.2).
inline constexpr int kMostAnswerDays = 30;
// So many days before the last one the supervisor hears once more that an answer is waited for.
inline constexpr int kReminderDays = 5;

// What the placement has already.
struct Totals {
  int items = 0;
  std::int64_t bytes = 0;  // of files
};

// The last day on which the supervisor may answer: the policy's days after the end, 30 at most.
absl::CivilDay LastAnswerDay(const PlacementFact& placement, const ProofPolicy& policy);

// FAILED_PRECONDITION / EVIDENCE_TOO_MUCH when `bytes` more would not fit.
absl::Status CheckRoom(const Totals& totals, std::int64_t bytes);

// A new item; its title, codes and `content` have passed their checks. ADDED, or LINKED with a
// code. FAILED_PRECONDITION / EVIDENCE_TOO_MUCH.
absl::StatusOr<ItemChange> Add(EvidenceItem draft, Content content, const PlacementFact& placement,
                               const Totals& totals, const PersonId& creator, absl::Time now);

// Another version: nothing that was said of the one before holds for it. FAILED_PRECONDITION /
// EVIDENCE_USED, EVIDENCE_ARCHIVED, VERSIONS_TOO_MANY, EVIDENCE_TOO_MUCH.
absl::StatusOr<ItemChange> Revise(EvidenceItem item, Content content, const Totals& totals,
                                  const PersonId& creator, absl::Time now);

// `codes` have passed CheckCodes. INVALID_ARGUMENT / FIELD_MISSING without one; FAILED_PRECONDITION
// / EVIDENCE_USED, EVIDENCE_ARCHIVED.
absl::StatusOr<ItemChange> Link(EvidenceItem item, std::vector<std::string> codes,
                                const TaskId& task, absl::Time now);

// Asks about `version`. ABORTED / STALE_VERSION; FAILED_PRECONDITION / EVIDENCE_NOT_LINKED,
// SUPERVISOR_MISSING, CONFIRMATION_WINDOW_CLOSED.
absl::StatusOr<ItemChange> Request(EvidenceItem item, int version, const PlacementFact& placement,
                                   const ProofPolicy& policy, const PersonId& requester,
                                   absl::CivilDay today, absl::Time now);

// What a supervisor says, and of which version.
struct Answer {
  int version = 0;
  ConfirmationKind kind = ConfirmationKind::kConfirmed;
  std::string reason;  // of a dispute
  PersonId supervisor;
};
// INVALID_ARGUMENT naming the reason of a dispute; ABORTED / STALE_VERSION; PERMISSION_DENIED /
// NOT_THE_SUPERVISOR; FAILED_PRECONDITION / CONFIRMATION_NOT_REQUESTED, CONFIRMATION_WINDOW_CLOSED,
// ORGANISATION_NOT_VERIFIED.
absl::StatusOr<ItemChange> Say(EvidenceItem item, const Answer& answer,
                               const PlacementFact& placement,
                               const std::optional<OrganisationFact>& organisation,
                               const ProofPolicy& policy, absl::CivilDay today, absl::Time now);

// Who puts an item away: the student what was not used, the practice office what was.
enum class Archivist { kStudent, kOffice };
// FAILED_PRECONDITION / EVIDENCE_ARCHIVED, EVIDENCE_USED, EVIDENCE_NOT_USED.
absl::StatusOr<ItemChange> Archive(EvidenceItem item, Archivist archivist, absl::Time now);

// Counted in a published assessment: CONFIRMED becomes USED. FAILED_PRECONDITION /
// EVIDENCE_NOT_CONFIRMED.
absl::StatusOr<ItemChange> Use(EvidenceItem item, absl::Time now);

// What the days bring by `today` to an item that waits for an answer: the supervisor is reminded,
// the time runs out, or the last day moves with the placement. Nothing when there is nothing.
std::optional<ItemChange> PassTime(const EvidenceItem& item, const PlacementFact& placement,
                                   const ProofPolicy& policy, absl::CivilDay today, absl::Time now);

// The day from which PassTime may bring something; nothing when no answer is waited for.
std::optional<absl::CivilDay> NextLook(const EvidenceItem& item);

}  // namespace driehoek::progress::evidence

template <>
struct driehoek::EnumNames<driehoek::progress::evidence::Told> {
  // The types of the events.
  static constexpr std::array<absl::string_view, 10> kNames = {"evidence.added",
                                                               "evidence.revised",
                                                               "evidence.linked",
                                                               "evidence.confirmation_requested",
                                                               "evidence.confirmation_due",
                                                               "evidence.confirmed",
                                                               "evidence.disputed",
                                                               "evidence.unverified",
                                                               "evidence.used",
                                                               "evidence.archived"};
};
