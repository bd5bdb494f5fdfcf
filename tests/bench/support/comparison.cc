#include "bench/support/comparison.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace driehoek::bench {
namespace {

// Three digits that matter: 1234, 12.3, 0.123.
std::string Short(double value) {
  if (value >= 100) return absl::StrFormat("%.0f", value);
  if (value >= 10) return absl::StrFormat("%.1f", value);
  return absl::StrFormat("%.2f", value);
}

std::string Verdict(const Goal& goal, double value) {
  switch (goal.kind) {
    case Goal::Kind::kNone:
      return "reported";
    case Goal::Kind::kAtLeast:
      return value >= goal.value ? "met" : "not met";
    case Goal::Kind::kAtMost:
      return value <= goal.value ? "met" : "not met";
  }
  return "";
}

std::string Wanted(const Goal& goal, const std::string& unit) {
  switch (goal.kind) {
    case Goal::Kind::kNone:
      return "-";
    case Goal::Kind::kAtLeast:
      return absl::StrCat(">= ", goal.value, unit);
    case Goal::Kind::kAtMost:
      return absl::StrCat("<= ", goal.value, unit);
  }
  return "";
}

std::string Range(const std::vector<double>& values) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  return absl::StrCat(Short(*least), "..", Short(*most));
}

void PrintRow(const std::string& row) {
  std::printf("%s\n", row.c_str());
  std::fflush(stdout);
}

}  // namespace

double Median(std::vector<double> values) {
  if (values.empty()) Fail("a median of nothing");
  const std::size_t middle = values.size() / 2;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(middle),
                   values.end());
  return values[middle];
}

void Comparison::Add(double ours, double baseline) {
  if (!(ours > 0) || !(baseline > 0)) Fail(absl::StrCat(name_, ": nothing was counted"));
  ours_.push_back(ours);
  baseline_.push_back(baseline);
}

void Comparison::Print() const {
  if (ours_.empty()) Fail(absl::StrCat(name_, ": no round was run"));
  std::vector<double> ratios;
  for (std::size_t i = 0; i < ours_.size(); ++i) ratios.push_back(ours_[i] / baseline_[i]);
  const double ratio = Median(ratios);
  PrintRow(absl::StrCat(name_, "\t", Short(Median(ours_)), " ", unit_, "\t",
                        Short(Median(baseline_)), " ", unit_, "\t", Short(ratio), "\t",
                        Range(ratios), "\t", Wanted(goal_, ""), "\t", Verdict(goal_, ratio)));
}

void PrintAgainstBound(const std::string& name, const std::string& unit, std::vector<double> values,
                       double at_most) {
  const double value = Median(values);
  if (!(value > 0)) Fail(absl::StrCat(name, ": nothing was measured"));
  const Goal goal = Goal::AtMost(at_most);
  PrintRow(absl::StrCat(name, "\t", Short(value), " ", unit, "\t-\t-\t", Range(values), "\t",
                        Wanted(goal, absl::StrCat(" ", unit)), "\t", Verdict(goal, value)));
}

void Say(const std::string& text) { std::fprintf(stderr, "  %s\n", text.c_str()); }

void Fail(const std::string& what) {
  std::fprintf(stderr, "not measured: %s\n", what.c_str());
  std::exit(1);
}

}  // namespace driehoek::bench
