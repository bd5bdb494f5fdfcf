#include "placement/round/offer_room.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace driehoek::placement::round {

void CheckOffer(const RoundPlace& draft, const std::optional<RoundPlace>& before,
                const std::vector<RoundPlace>& others, const std::optional<OfferRoom>& room,
                FieldViolations& violations) {
  if (draft.capacity_offer.empty()) return;
  const bool is_same = before.has_value() && before->capacity_offer == draft.capacity_offer &&
                       before->workplace == draft.workplace;
  if (is_same && draft.capacity <= before->capacity) return;
  if (!room.has_value()) {
    violations.Add("capacity_offer", "REFERENCE_NOT_FOUND", "names nothing that is there");
    return;
  }
  if (room->workplace != draft.workplace) {
    violations.Add("capacity_offer", "OTHER_WORKPLACE", "must be an offer of this workplace");
    return;
  }
  int left = room->free_seats;
  for (const RoundPlace& other : others) {
    if (other.id != draft.id && other.capacity_offer == draft.capacity_offer)
      left -= other.capacity;
  }
  if (draft.capacity <= left) return;
  violations.Add("capacity", "OFFER_TOO_SMALL",
                 absl::StrCat("must be at most ", std::max(left, 0), ", what the offer has left"));
}

}  // namespace driehoek::placement::round
