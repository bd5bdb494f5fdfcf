// An item, its placement and its policy, as tests of rules begin with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "progress/evidence/lifecycle.h"

namespace driehoek::progress::evidence {

inline constexpr absl::CivilDay kFirstDay(2026, 9, 1);
inline constexpr absl::CivilDay kLastDay(2027, 1, 31);
inline constexpr absl::CivilDay kMonday(2026, 9, 7);
inline const absl::Time kNow = absl::FromUnixSeconds(1'788'800'000);
inline const PersonId kStudent("student");
inline const PersonId kSupervisor("supervisor");
inline const std::vector<Outcome> kOutcomes = {{"LU1", "Works together"}, {"LU2", "Designs"}};

inline PlacementFact ExamplePlacement() {
  return {.id = PlacementId("placement"),
          .student = kStudent,
          .programme = ProgrammeId("programme"),
          .supervisor_person = kSupervisor,
          .start_date = kFirstDay,
          .end_date = kLastDay,
          .is_running = true,
          .is_shown_to_employer = true,
          .placement = {"placement", 4}};
}

inline ProofPolicy ExamplePolicy() {
  return {.guest_after_end_days = 30, .appeal_weeks = 6, .programme_variant = {"variant", 2}};
}

inline std::optional<OrganisationFact> ExampleOrganisation() {
  return OrganisationFact{.is_verified = true, .organisation = {"organisation", 3}};
}

inline Content ExampleText() { return {.kind = ContentKind::kText, .text = "What I did."}; }

inline Content ExampleFile(const std::string& name = "photo.jpg") {
  return {.kind = ContentKind::kFile,
          .file = FileFact{.file_name = name,
                           .content_type = "image/jpeg",
                           .size_bytes = 3,
                           .sha256 = std::string(64, 'a'),
                           .crc32 = 7}};
}

inline EvidenceItem ExampleItem(ItemState state = ItemState::kLinked) {
  EvidenceItem item{.id = ItemId("item"),
                    .placement = PlacementId("placement"),
                    .student = kStudent,
                    .programme = ProgrammeId("programme"),
                    .title = "The intake",
                    .outcome_codes = {"LU1"},
                    .state = state,
                    .versions = {{.content = ExampleText(), .creator = kStudent, .time = kNow}},
                    .create_time = kNow,
                    .update_time = kNow,
                    .version = 1};
  if (state != ItemState::kLinked) {
    item.versions.back().question = Question{kStudent, kNow, kLastDay + 30};
  }
  if (state == ItemState::kConfirmed || state == ItemState::kUsed) {
    item.versions.back().confirmation =
        Confirmation{ConfirmationKind::kConfirmed, "", kSupervisor, kNow};
  }
  return item;
}

inline Answer Yes(int version = 1) {
  return {.version = version, .kind = ConfirmationKind::kConfirmed, .supervisor = kSupervisor};
}
inline Answer No(int version = 1) {
  return {.version = version,
          .kind = ConfirmationKind::kDisputed,
          .reason = "Somebody else made this.",
          .supervisor = kSupervisor};
}

}  // namespace driehoek::progress::evidence
