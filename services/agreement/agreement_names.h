// The enumerations of an agreement by name, as they stand in tables. Numbers begin at 1, so the
// first name of each is empty and never used.
#pragma once

#include "agreement/agreement.h"
#include "shared/base/enum_names.h"

namespace driehoek {

template <>
struct EnumNames<agreement::PartyRole> {
  static constexpr std::array<absl::string_view, 4> kNames = {"", "student", "programme",
                                                              "workplace"};
};
template <>
struct EnumNames<agreement::Variant> {
  static constexpr std::array<absl::string_view, 4> kNames = {"", "full_time", "part_time", "dual"};
};
template <>
struct EnumNames<agreement::Funding> {
  static constexpr std::array<absl::string_view, 3> kNames = {"", "funded", "non_funded"};
};
template <>
struct EnumNames<agreement::Language> {
  static constexpr std::array<absl::string_view, 3> kNames = {"", "nl", "en"};
};
template <>
struct EnumNames<agreement::Kind> {
  static constexpr std::array<absl::string_view, 4> kNames = {
      "", "tripartite_agreement", "internship_agreement", "practice_agreement"};
};
template <>
struct EnumNames<agreement::VersionState> {
  static constexpr std::array<absl::string_view, agreement::kVersionStateCount + 1> kNames = {
      "",           "draft",   "in_review",  "offered",  "partially_signed", "in_force",
      "superseded", "expired", "terminated", "declined", "withdrawn"};
};
template <>
struct EnumNames<agreement::AmendmentKind> {
  static constexpr std::array<absl::string_view, 7> kNames = {
      "", "period", "place", "supervisor", "tasks", "interruption", "termination"};
};
template <>
struct EnumNames<agreement::ClauseBasis> {
  static constexpr std::array<absl::string_view, 4> kNames = {"", "law", "policy", "free"};
};
template <>
struct EnumNames<agreement::ValidationStep> {
  static constexpr std::array<absl::string_view, 4> kNames = {"", "teacher", "practice_office",
                                                              "programme_manager"};
};
template <>
struct EnumNames<agreement::CommitmentStatus> {
  static constexpr std::array<absl::string_view, 4> kNames = {"", "kept", "at_risk", "broken"};
};
template <>
struct EnumNames<agreement::Task> {
  static constexpr std::array<absl::string_view, 6> kNames = {"",        "find",   "arrange",
                                                              "contact", "decide", "pay_time"};
};
template <>
struct EnumNames<agreement::SignatureState> {
  static constexpr std::array<absl::string_view, 5> kNames = {"", "requested", "opened", "signed",
                                                              "refused"};
};
template <>
struct EnumNames<agreement::EventType> {
  static constexpr std::array<absl::string_view, 20> kNames = {"",
                                                               "drafted",
                                                               "changed",
                                                               "submitted",
                                                               "validated",
                                                               "returned",
                                                               "offered",
                                                               "opened",
                                                               "signed",
                                                               "in_force",
                                                               "declined",
                                                               "withdrawn",
                                                               "terminated",
                                                               "superseded",
                                                               "expired",
                                                               "end_requested",
                                                               "commitment_marked",
                                                               "responsibilities_accepted",
                                                               "signing_refused",
                                                               "overdue"};
};

}  // namespace driehoek
