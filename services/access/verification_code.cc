#include "access/verification_code.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "shared/base/errors.h"
#include "shared/crypto/digest.h"

namespace driehoek::access {
namespace {

constexpr std::uint32_t kCodes = 1'000'000;
// 4294 whole millions fit into 32 bits; a word from there on would favour the low codes.
constexpr std::uint32_t kFairLimit = 4294U * kCodes;
constexpr std::size_t kMaxTyped = 32;
constexpr std::size_t kDigits = 6;

absl::Status TooSoon(absl::Duration wait) {
  return RetryableError(absl::StatusCode::kResourceExhausted, "CODE_TOO_SOON",
                        "a code was sent just now: wait before asking for another one", wait);
}

}  // namespace

absl::StatusOr<VerificationCode> NextCode(const std::optional<VerificationCode>& previous,
                                          absl::Time now) {
  VerificationCode next{
      .create_time = now, .expire_time = now + kCodeLifetime, .window_start = now};
  if (previous.has_value()) {
    const absl::Time resend = previous->create_time + kCodeResend;
    if (now < resend) return TooSoon(resend - now);
    const absl::Time window_end = previous->window_start + kCodeWindow;
    if (now < window_end) {
      if (previous->sent >= kCodesInWindow) return TooSoon(window_end - now);
      next.window_start = previous->window_start;
      next.sent = previous->sent;
    }
  }
  ++next.sent;
  return next;
}

absl::Status CodeExpired() {
  return Error(absl::StatusCode::kFailedPrecondition, "CODE_EXPIRED",
               "the code no longer counts: ask for a new one");
}

absl::Status JudgeCode(const VerificationCode& code, Typed typed, std::int64_t resource_version,
                       absl::Time now) {
  if (now >= code.expire_time || code.tries_left <= 0 || resource_version != code.version) {
    return CodeExpired();
  }
  if (typed == Typed::kRight) return absl::OkStatus();
  const int left = typed == Typed::kWrong ? code.tries_left - 1 : code.tries_left;
  return Error(absl::StatusCode::kFailedPrecondition, "CODE_WRONG", "the code is not right",
               {{"tries_left", absl::StrCat(left)}});
}

std::string SixDigits(absl::FunctionRef<std::uint32_t()> random_word) {
  std::uint32_t word = random_word();
  while (word >= kFairLimit) word = random_word();
  return absl::StrFormat("%06d", word % kCodes);
}

std::string SixDigits() {
  return SixDigits([] {
    const std::string bytes = crypto::RandomBytes(sizeof(std::uint32_t));
    std::uint32_t word = 0;
    std::memcpy(&word, bytes.data(), sizeof(word));
    return word;
  });
}

std::optional<std::string> TypedDigits(absl::string_view typed) {
  if (typed.size() > kMaxTyped) return std::nullopt;
  std::string digits;
  for (const char c : typed) {
    if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      digits.push_back(c);
    } else if (c != ' ' && c != '-') {
      return std::nullopt;
    }
  }
  if (digits.size() != kDigits) return std::nullopt;
  return digits;
}

}  // namespace driehoek::access
