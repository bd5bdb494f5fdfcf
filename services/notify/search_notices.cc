#include "notify/search_notices.h"

#include <algorithm>

namespace driehoek::notify {
namespace {

constexpr absl::string_view kEscalated = "placement.search_escalated";
constexpr absl::string_view kProposed = "placement.proposed";

template <SearchReader who>
Letter LetterTo(const Reader& reader, const SearchWords& search) {
  return SearchLetter(reader, search, who);
}

std::vector<SearchNotice> ToEach(std::vector<PersonId> persons, ReaderRole role,
                                 Letter (*letter)(const Reader&, const SearchWords&),
                                 bool is_urgent = false) {
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  std::vector<SearchNotice> notices;
  for (const PersonId& person : persons) {
    notices.push_back({person, role, is_urgent, letter});
  }
  return notices;
}

}  // namespace

bool IsSearchTold(absl::string_view event_type) {
  return event_type == kEscalated || event_type == kProposed;
}

std::vector<SearchNotice> SearchNoticesOf(absl::string_view event_type, const SearchNews& news) {
  if (!news.is_current) return {};
  if (event_type == kProposed) {
    if (news.is_of_office) return {};
    return ToEach(news.offices, ReaderRole::kPracticeOffice, ProposedLetter,
                  /*is_urgent=*/true);
  }
  if (event_type != kEscalated) return {};
  if (news.step == 1 && !news.contact_person.empty()) {
    return ToEach({news.contact_person}, ReaderRole::kContactPerson,
                  LetterTo<SearchReader::kContactPerson>);
  }
  if (news.step <= 2) {
    return ToEach(news.offices, ReaderRole::kPracticeOffice,
                  LetterTo<SearchReader::kPracticeOffice>);
  }
  return ToEach(news.managers, ReaderRole::kProgrammeManager,
                LetterTo<SearchReader::kProgrammeManager>);
}

}  // namespace driehoek::notify
