#include "placement/match/sentences.h"

#include "absl/strings/str_cat.h"

namespace driehoek::placement::match {
namespace {

std::string Ordinal(std::uint32_t number) {
  const std::uint32_t last_two = number % 100;
  const std::uint32_t last = number % 10;
  const bool is_teen = last_two >= 11 && last_two <= 13;
  const char* const ending = is_teen     ? "th"
                             : last == 1 ? "st"
                             : last == 2 ? "nd"
                             : last == 3 ? "rd"
                                         : "th";
  return absl::StrCat(number, ending);
}

std::string Count(std::uint32_t number, absl::string_view one, absl::string_view many) {
  return absl::StrCat(number, " ", number == 1 ? one : many);
}

std::string CauseOf(const Refusal& refusal) {
  switch (refusal.cause) {
    case Cause::kNoSeats:
      return "it has no places";
    case Cause::kOutranked:
      return "";
    case Cause::kReserved:
      return absl::StrCat(Count(refusal.bound, "place went", "places went"),
                          " to a group for which they are reserved");
    case Cause::kCeiling:
      return absl::StrCat("it takes no more than ", refusal.bound, " of your group");
    case Cause::kLimit:
      return absl::StrCat("its supervisor can have no more than ",
                          Count(refusal.bound, "student", "students"));
    case Cause::kWhole:
      return "more students have a place, or a better one, this way";
  }
  return "";
}

}  // namespace

std::string Describe(const Standing& standing) {
  return absl::StrCat(Count(standing.applicants, "student", "students"), " ranked it; you were ",
                      Ordinal(standing.position), " for ",
                      Count(standing.capacity, "place", "places"), " by priority");
}

std::string Describe(const Refusal& refusal, absl::string_view place, absl::string_view draw) {
  // By the rule most placed nobody's position at one place decides.
  if (refusal.cause == Cause::kWhole) return absl::StrCat(place, ": ", CauseOf(refusal));
  std::string text = absl::StrCat(place, ": ", Describe(refusal.standing));
  if (refusal.by_lottery) absl::StrAppend(&text, ", then lottery ", draw);
  const std::string cause = CauseOf(refusal);
  if (!cause.empty()) absl::StrAppend(&text, "; ", cause);
  absl::StrAppend(&text, "; ", Ordinal(refusal.waiting), " on the waiting list");
  return text;
}

}  // namespace driehoek::placement::match
