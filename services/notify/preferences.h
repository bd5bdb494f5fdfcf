// What a person wants to be mailed. Pure.
#pragma once

#include <array>
#include <cstdint>

#include "absl/time/time.h"
#include "shared/base/enum_names.h"
#include "shared/base/strong_id.h"

namespace driehoek::notify {

// In the order of the contract.
enum class Digest { kDaily, kStopped };

struct Preferences {
  PersonId person;
  Digest digest = Digest::kDaily;
  absl::Time update_time;
  std::int64_t version = 0;  // 0: never changed
};

}  // namespace driehoek::notify

template <>
struct driehoek::EnumNames<driehoek::notify::Digest> {
  static constexpr std::array<absl::string_view, 2> kNames = {"daily", "stopped"};
};
