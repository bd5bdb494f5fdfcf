// What shows that a student learned something at a workplace: an item with everything that it was
// before (R66, R67).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "progress/evidence/facts.h"
#include "progress/facts.h"
#include "progress/proof_facts.h"
#include "shared/base/enum_names.h"
#include "shared/base/errors.h"

namespace driehoek::progress::evidence {

using ItemId = StrongId<struct EvidenceItemTag>;

// In the order of the contract, like every enumeration here.
enum class ItemState {
  kAdded,
  kLinked,
  kConfirmationRequested,
  kConfirmed,
  kDisputed,
  kUnverified,
  kUsed,
  kArchived,
};
enum class ConfirmationKind { kConfirmed, kDisputed };
enum class ScanResult { kNotScanned, kClean };
enum class ContentKind { kText, kLink, kFile };

// A file in the file store.
struct FileFact {
  std::string file_name;  // with an extension that suits the type
  std::string content_type;
  std::int64_t size_bytes = 0;
  std::string sha256;      // 64 lower-case hexadecimal digits
  std::int64_t crc32 = 0;  // of its bytes, for the export
  ScanResult scan = ScanResult::kNotScanned;
  friend bool operator==(const FileFact&, const FileFact&) = default;
};

struct Content {
  ContentKind kind = ContentKind::kText;
  std::string text;  // or the link
  std::optional<FileFact> file;
  std::string note;
  friend bool operator==(const Content&, const Content&) = default;
};

struct Confirmation {
  ConfirmationKind kind = ConfirmationKind::kConfirmed;
  std::string reason;
  PersonId supervisor;
  absl::Time time;
  friend bool operator==(const Confirmation&, const Confirmation&) = default;
};

// The question to the supervisor.
struct Question {
  PersonId requester;
  absl::Time time;
  absl::CivilDay due_date;   // last day for the answer
  bool is_reminded = false;  // the supervisor heard that the time runs out, or was asked so late
  friend bool operator==(const Question&, const Question&) = default;
};

// Its number is its place in the list, from 1. Only what was said of it changes.
struct Version {
  Content content;
  PersonId creator;
  absl::Time time;
  std::optional<Question> question;
  std::optional<Confirmation> confirmation;
  bool is_unverified = false;
  friend bool operator==(const Version&, const Version&) = default;
};

struct EvidenceItem {
  ItemId id;
  PlacementId placement;
  // From the placement, at making: for the reach of callers.
  PersonId student;
  ProgrammeId programme;
  std::string title;
  std::vector<std::string> outcome_codes;
  TaskId task;  // may be empty
  ItemState state = ItemState::kAdded;
  std::vector<Version> versions;  // oldest first, never empty once made
  absl::Time create_time;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: not stored yet
};

// A version before the newest was confirmed, and the newest is not.
bool IsConfirmationLapsed(const EvidenceItem& item);
// Bytes of all files of the item.
std::int64_t FileBytes(const EvidenceItem& item);

// Names every field of `content` that is not as the contract asks, as fields of "content":
// LINK_NOT_HTTPS and those of field_checks.h. A file was checked when it came in.
void Check(const Content& content, FieldViolations& violations);
// Of a new item, as its field.
void CheckTitle(absl::string_view title, FieldViolations& violations);
// At `field`: LINKS_TOO_MANY (30), OUTCOME_REPEATED, OUTCOME_UNKNOWN.
void CheckCodes(const std::vector<std::string>& codes, const std::vector<Outcome>& known,
                absl::string_view field, FieldViolations& violations);

}  // namespace driehoek::progress::evidence

namespace driehoek {

template <>
struct EnumNames<progress::evidence::ItemState> {
  static constexpr std::array<absl::string_view, 8> kNames = {
      "added", "linked",  "confirmation_requested", "confirmed", "disputed", "unverified",
      "used",  "archived"};
};
template <>
struct EnumNames<progress::evidence::ConfirmationKind> {
  static constexpr std::array<absl::string_view, 2> kNames = {"confirmed", "disputed"};
};
template <>
struct EnumNames<progress::evidence::ScanResult> {
  static constexpr std::array<absl::string_view, 2> kNames = {"not_scanned", "clean"};
};
template <>
struct EnumNames<progress::evidence::ContentKind> {
  static constexpr std::array<absl::string_view, 3> kNames = {"text", "link", "file"};
};

}  // namespace driehoek
