// The address from which a person's calendar program reads: made, replaced, revoked. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/base/enum_names.h"
#include "shared/base/strong_id.h"

namespace driehoek::calendar {

// In the order of the contract.
enum class FeedState { kAbsent, kActive, kRevoked };
enum class Titles { kCodesOnly, kWithNames };

struct Feed {
  PersonId person;
  FeedState state = FeedState::kAbsent;
  Titles titles = Titles::kCodesOnly;
  std::string secret_hash;   // of the last address; opens it while the feed is active
  absl::Time create_time;    // of the last address
  std::int64_t version = 0;  // 0: not stored yet
};

// The feed with a new address, whose secret has this hash; the one before opens nothing from then
// on.
Feed WithNewAddress(const Feed& feed, Titles titles, std::string secret_hash, absl::Time now);

// FAILED_PRECONDITION / CALENDAR_FEED_NOT_ACTIVE unless it is active.
absl::StatusOr<Feed> Revoke(const Feed& feed);

}  // namespace driehoek::calendar

namespace driehoek {

template <>
struct EnumNames<calendar::FeedState> {
  static constexpr std::array<absl::string_view, 3> kNames = {"absent", "active", "revoked"};
};
template <>
struct EnumNames<calendar::Titles> {
  static constexpr std::array<absl::string_view, 2> kNames = {"codes_only", "with_names"};
};

}  // namespace driehoek
