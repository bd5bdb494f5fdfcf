// Who is told of a student's search for a workplace: that a proposal waits to be looked at (R28),
// and that the search came to a mark of its clock (R27). Pure.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "notify/mail_text.h"
#include "shared/base/strong_id.h"

namespace driehoek::notify {

// What is known of a search when something happened to it.
struct SearchNews {
  SearchWords words;
  // Whether what happened still stands: nobody is told of a search that is over meanwhile, or of a
  // proposal that was answered.
  bool is_current = true;
  bool is_of_office = false;      // the practice office proposed it itself
  int step = 0;                   // of the clock, from 1
  PersonId contact_person;        // today's; empty when there is none
  std::vector<PersonId> offices;  // who has the practice office's role for its programme
  std::vector<PersonId> managers;
};

// "placement.search_escalated", "placement.proposed".
bool IsSearchTold(absl::string_view event_type);

struct SearchNotice {
  PersonId to;
  ReaderRole role = ReaderRole::kPracticeOffice;
  bool is_urgent = false;  // the student waits for an answer
  Letter (*letter)(const Reader& reader, const SearchWords& search) = nullptr;
};

// Each person once. The contact person hears of the first mark, the practice office of the second
// and the managers of those after it; the office stands in for a contact person who is missing.
std::vector<SearchNotice> SearchNoticesOf(absl::string_view event_type, const SearchNews& news);

}  // namespace driehoek::notify
