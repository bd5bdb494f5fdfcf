// How a file calls the students and the places of one matching round.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "placement/register/preference_rows.h"
#include "placement/register/row_report.h"
#include "placement/round/round_access.h"
#include "server/preference_book.h"
#include "shared/rpc/call.h"

namespace driehoek::server {

// Students by external id or address, as far as the caller reaches them.
class StudentsOfRound {
 public:
  absl::Status Load(const PreferenceBook::Parts& parts, const rpc::Call& call,
                    const placement::round::MatchingRound& round);

  // The participant that the row is about. Nothing, with STUDENT_UNKNOWN, STUDENT_AMBIGUOUS,
  // STUDENT_NOT_IN_ROUND or STUDENT_NAMED_TWICE in the report, when that cannot be said.
  const placement::round::Participant* Find(const registry::PreferenceRow& row,
                                            registry::RowReport& report);
  // Within the caller's reach, by student.
  const std::vector<placement::round::Participant>& participants() const { return participants_; }
  std::string ExternalOf(const PersonId& student) const;

 private:
  std::string PersonOf(const registry::PreferenceRow& row, registry::RowReport& report) const;

  std::vector<placement::round::Participant> participants_;
  std::map<std::string, std::size_t> index_of_;  // of participants, by id of the person
  std::set<std::string> known_;                  // ids of persons
  registry::KnownKeys keys_;
  std::multimap<std::string, std::string> by_email_;  // folded address to id of the person
  std::map<std::string, std::string> named_;  // by id of the person, how the file first called it
};

// Places by external id of their offer, by names, or by id.
class PlacesOfRound {
 public:
  absl::Status Load(const PreferenceBook::Parts& parts, const rpc::Call& call,
                    const placement::round::MatchingRound& round);

  // The id of the place; empty, with PLACE_UNKNOWN or PLACE_AMBIGUOUS in the report, when that
  // cannot be said.
  placement::round::RoundPlaceId Find(const registry::PreferenceRow& row,
                                      registry::RowReport& report) const;
  // The first of its three names that is one place's only.
  std::string NameOf(const placement::round::RoundPlaceId& id) const;
  const std::vector<placement::round::RoundPlace>& places() const { return places_; }

 private:
  std::vector<placement::round::RoundPlace> places_;
  std::map<std::string, std::set<placement::round::RoundPlaceId>> by_name_;  // folded
  std::map<placement::round::RoundPlaceId, std::vector<std::string>> names_;
};

}  // namespace driehoek::server
