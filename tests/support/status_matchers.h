// Matchers for absl::Status and absl::StatusOr; Debian's Abseil has none. Tests assert codes and
// reasons, never texts.
#pragma once

#include <gmock/gmock.h>

#include <ostream>
#include <string>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/base/errors.h"

namespace driehoek::test {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& result) {
  return result.status();
}

inline void Describe(const absl::Status& status, ::testing::MatchResultListener& listener) {
  listener << "whose status is " << status.ToString(absl::StatusToStringMode::kWithNoExtraData)
           << " with reason \"" << ReasonOf(status) << "\"";
}

// EXPECT_THAT(store.Commit(change), IsOk());
MATCHER(IsOk, negation ? "is not OK" : "is OK") {
  Describe(StatusOf(arg), *result_listener);
  return StatusOf(arg).ok();
}

// EXPECT_THAT(store.Get(id), IsOkAndHolds(Field(&Loan::state, LoanState::kActive)));
template <typename Inner>
class IsOkAndHoldsMatcher {
 public:
  explicit IsOkAndHoldsMatcher(Inner inner) : inner_(std::move(inner)) {}

  template <typename StatusOr>
  operator ::testing::Matcher<StatusOr>()
      const {  // NOLINT(google-explicit-constructor): as gmock does
    return ::testing::Matcher<StatusOr>(new Impl<StatusOr>(inner_));
  }

 private:
  template <typename StatusOr>
  class Impl : public ::testing::MatcherInterface<StatusOr> {
   public:
    using Held = typename std::remove_cv_t<std::remove_reference_t<StatusOr>>::value_type;
    explicit Impl(const Inner& inner) : inner_(::testing::SafeMatcherCast<const Held&>(inner)) {}
    void DescribeTo(std::ostream* os) const override {
      *os << "is OK and holds a value that ";
      inner_.DescribeTo(os);
    }
    bool MatchAndExplain(StatusOr actual, ::testing::MatchResultListener* listener) const override {
      if (!actual.ok()) {
        Describe(actual.status(), *listener);
        return false;
      }
      return inner_.MatchAndExplain(*actual, listener);
    }

   private:
    const ::testing::Matcher<const Held&> inner_;
  };

  const Inner inner_;
};

template <typename Inner>
IsOkAndHoldsMatcher<std::decay_t<Inner>> IsOkAndHolds(Inner&& inner) {
  return IsOkAndHoldsMatcher<std::decay_t<Inner>>(std::forward<Inner>(inner));
}

// EXPECT_THAT(status, StatusIs(absl::StatusCode::kAborted, "STALE_ETAG"));
MATCHER_P2(StatusIs, code, reason,
           std::string(negation ? "is not " : "is ") + absl::StatusCodeToString(code) + " / " +
               std::string(reason)) {
  Describe(StatusOf(arg), *result_listener);
  return StatusOf(arg).code() == code && ReasonOf(StatusOf(arg)) == reason;
}

// For an error that is not ours and carries no reason.
MATCHER_P(HasCode, code,
          std::string(negation ? "is not " : "is ") + absl::StatusCodeToString(code)) {
  Describe(StatusOf(arg), *result_listener);
  return StatusOf(arg).code() == code;
}

}  // namespace driehoek::test
