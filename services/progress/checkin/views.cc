#include "progress/checkin/views.h"

#include <algorithm>
#include <map>
#include <utility>

namespace driehoek::progress::checkin {
namespace {

struct Rated {
  int rating = 0;
  Party party = Party::kStudent;
};

// Nothing when the ratings lie near each other.
std::optional<AgendaItem> Difference(const std::string& outcome_code,
                                     const std::vector<Rated>& ratings) {
  const auto [lowest, highest] =
      std::minmax_element(ratings.begin(), ratings.end(),
                          [](const Rated& a, const Rated& b) { return a.rating < b.rating; });
  if (highest->rating - lowest->rating < kRatingsApart) return std::nullopt;
  return AgendaItem{.cause = AgendaCause::kRatingsDiffer,
                    .outcome_code = outcome_code,
                    .parties = {lowest->party, highest->party},
                    .lowest_rating = lowest->rating,
                    .highest_rating = highest->rating};
}

}  // namespace

bool MayRead(const CheckIn& check_in, Party whose, const Viewer& viewer) {
  if (viewer.reads_no_views) return false;
  if (viewer.party == whose || WasHeld(check_in.state)) return true;
  return viewer.party.has_value() && FindView(check_in, *viewer.party) != nullptr;
}

std::vector<AgendaItem> Agenda(const CheckIn& check_in, const Viewer& viewer) {
  std::vector<AgendaItem> items;
  if (check_in.views.size() < 2) return items;
  // By outcome; the rating as a whole has no code and comes first.
  std::map<std::string, std::vector<Rated>> ratings;
  for (const PartyView& view : check_in.views) {
    if (!MayRead(check_in, view.party, viewer)) return items;
    ratings[""].push_back({view.text.overall_rating, view.party});
    for (const GoalRating& rating : view.text.goal_ratings) {
      ratings[rating.outcome_code].push_back({rating.rating, view.party});
    }
  }
  for (const auto& [code, of_outcome] : ratings) {
    if (auto item = Difference(code, of_outcome)) items.push_back(*std::move(item));
  }
  for (const PartyView& view : check_in.views) {
    if (!view.text.must_change.empty()) {
      items.push_back({.cause = AgendaCause::kMustChange, .parties = {view.party}});
    }
  }
  for (const Party party : kAllParties) {
    if (WasHeld(check_in.state) && FindView(check_in, party) == nullptr) {
      items.push_back({.cause = AgendaCause::kViewMissing, .parties = {party}});
    }
  }
  return items;
}

}  // namespace driehoek::progress::checkin
