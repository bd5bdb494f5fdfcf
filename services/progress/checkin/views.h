// Who may read which view of a check-in, and what the views differ in. Pure (R53, domain text 6.4).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "progress/checkin/check_in.h"

namespace driehoek::progress::checkin {

// Who reads.
struct Viewer {
  std::optional<Party> party;   // none: not one of the three
  bool reads_no_views = false;  // contacts of the organisation
};

// One's own party's view always; another's once one's own was written or the check-in was held. Who
// is no party reads them once it was held.
bool MayRead(const CheckIn& check_in, Party whose, const Viewer& viewer);

// In the order of the contract.
enum class AgendaCause { kRatingsDiffer, kMustChange, kViewMissing };

struct AgendaItem {
  AgendaCause cause = AgendaCause::kMustChange;
  std::string outcome_code;    // kRatingsDiffer: empty for the rating as a whole
  std::vector<Party> parties;  // kRatingsDiffer: who rates lowest, who rates highest
  int lowest_rating = 0;
  int highest_rating = 0;
  friend bool operator==(const AgendaItem&, const AgendaItem&) = default;
};

// Ratings that differ by this much are spoken about.
inline constexpr int kRatingsApart = 2;

// What the views give to speak about: differing ratings, the one as a whole first, then in the
// order of their codes; what must change; once it was held, whose view is missing. Nothing while
// fewer than two views are there or `viewer` may not read one of them.
std::vector<AgendaItem> Agenda(const CheckIn& check_in, const Viewer& viewer);

}  // namespace driehoek::progress::checkin
