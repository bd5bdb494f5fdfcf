// Claims of several institutions on the attention of one supervisor (R23, R83): values and pure
// rules.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "placement/facts.h"
#include "placement/placement.h"
#include "shared/base/enum_names.h"
#include "shared/base/strong_id.h"

namespace driehoek::placement::attention {

using ClaimId = StrongId<struct AttentionClaimTag>;

// A supervisor as every institution of the installation knows him or her.
struct SharedSupervisor {
  TenantId organisation;  // the tenant that the organisation is: kvk-12345678
  std::string key;        // keyed hash of the mail address; bytes
  friend bool operator==(const SharedSupervisor&, const SharedSupervisor&) = default;
};

// The tenant of the organisation with this verified KvK number (8 digits).
TenantId OrganisationTenant(absl::string_view kvk_number);

// What the tenant of an organisation knows of a placement: nothing of the student, nor which
// placement it is.
struct Claim {
  ClaimId id;  // random; a claim that changes gets another one
  TenantId institution;
  // Which of the institution's students, as a keyed hash that is another one for each supervisor:
  // parallel placements of one student are one student.
  std::string slot;
  absl::CivilDay first_date;
  absl::CivilDay last_date;  // inclusive
};

// What others than `institution` take, as numbers.
Elsewhere ElsewhereOf(const std::vector<Claim>& claims, const TenantId& institution);

// FAILED_PRECONDITION / ATTENTION_EXCEEDED (CheckLoad) when `added` beside `claims`, all of the
// same supervisor, would make more than `limit` students of all institutions on some day.
absl::Status CheckRoom(const std::vector<Claim>& claims, const Claim& added, int limit);

// A claim as its institution remembers it, with the placement that it is for.
enum class NoteState {
  kPending,    // stored with its placement, not confirmed in the organisation's tenant yet
  kConfirmed,  // there until it is released
  kLeaving,    // must be released there; then the note goes too
};
struct Note {
  ClaimId id;
  PlacementId placement;
  SupervisorId supervisor;  // the profile, when it was made
  SharedSupervisor shared;
  absl::CivilDay first_date;
  absl::CivilDay last_date;
  NoteState state = NoteState::kPending;
};

// What there is to do about the claims of one placement.
struct Settlement {
  std::optional<Note> keep;  // the claim that the placement needs
  bool is_missing = false;   // it needs one and has none
  std::vector<Note> leave;   // has no use for them (any more)
};
// `placement` may be gone; `shared` is its supervisor, absent when nothing is shared. Every
// placement that takes attention needs exactly one claim, for its supervisor and period; a real
// placement keeps it also where there is no room for it any more.
Settlement Settle(const std::optional<Placement>& placement,
                  const std::optional<SharedSupervisor>& shared, const std::vector<Note>& notes);

}  // namespace driehoek::placement::attention

namespace driehoek {

template <>
struct EnumNames<placement::attention::NoteState> {
  static constexpr std::array<absl::string_view, 3> kNames = {"pending", "confirmed", "leaving"};
};

}  // namespace driehoek
