// One-time codes of six digits: the second factor of a signature and the proof of an address (R20,
// R86). Pure but for the digits, which come from the operating system.
//
// A code is good for one person and one purpose ("sign:institutions/x/agreements/y/versions/2"), 10
// minutes, 5 tries and one use. Asking for a new one takes the old one's place, at the earliest 30
// seconds later, at most 10 an hour: so whoever holds a session guesses with a chance of 50 in a
// million an hour, and the owner hears of it by mail.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "shared/base/strong_id.h"

namespace driehoek::access {

inline constexpr int kCodeTries = 5;
inline constexpr absl::Duration kCodeLifetime = absl::Minutes(10);
inline constexpr absl::Duration kCodeResend = absl::Seconds(30);
inline constexpr int kCodesInWindow = 10;
inline constexpr absl::Duration kCodeWindow = absl::Hours(1);
inline constexpr std::size_t kMaxPurpose = 300;

// The present code of one person for one purpose.
struct VerificationCode {
  PersonId person;
  std::string purpose;
  std::string id;    // fresh with every code: what its hash is bound to
  std::string hash;  // CodeHash
  std::string masked_address;
  absl::Time create_time;
  absl::Time expire_time;
  int tries_left = kCodeTries;
  absl::Time window_start;  // of the hour in which `sent` codes were sent
  int sent = 0;
  // Of the resource, after this code was stored. When the resource has moved on, the code was used.
  std::int64_t version = 0;
};

// The code after `previous` (if any) at `now`. RESOURCE_EXHAUSTED / CODE_TOO_SOON with how long to
// wait.
absl::StatusOr<VerificationCode> NextCode(const std::optional<VerificationCode>& previous,
                                          absl::Time now);

// What became of comparing: kNoCode was not six digits, so it was no guess and costs no try.
enum class Typed { kRight, kWrong, kNoCode };

// OK when it is right and still counts. FAILED_PRECONDITION / CODE_EXPIRED when it is over, used up
// or used
// (`resource_version` moved on); CODE_WRONG with metadata `tries_left`, counting this try.
absl::Status JudgeCode(const VerificationCode& code, Typed typed, std::int64_t resource_version,
                       absl::Time now);
// There is no code at all: the same answer as for one that is over.
absl::Status CodeExpired();

// Six digits, each of the million with the same chance: numbers beyond the largest multiple of a
// million are thrown away. `random_word` gives 32 random bits.
std::string SixDigits(absl::FunctionRef<std::uint32_t()> random_word);
std::string SixDigits();

// The digits of what was typed; spaces and hyphens are allowed between them. Nothing unless there
// are exactly six.
std::optional<std::string> TypedDigits(absl::string_view typed);

}  // namespace driehoek::access
