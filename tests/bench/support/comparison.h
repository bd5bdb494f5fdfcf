// Ours beside its baseline, measured by turns in one run: what the machine does to one it does to
// the other, so the ratio holds where the numbers do not.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace driehoek::bench {

// What the ratio (ours : baseline) should be. Goals are printed and never fail a run.
struct Goal {
  enum class Kind { kNone, kAtLeast, kAtMost };
  Kind kind = Kind::kNone;
  double value = 0;

  static Goal AtLeast(double value) { return {Kind::kAtLeast, value}; }
  static Goal AtMost(double value) { return {Kind::kAtMost, value}; }
};

// One line of the table.
class Comparison {
 public:
  Comparison(std::string name, std::string unit, Goal goal = {})
      : name_(std::move(name)), unit_(std::move(unit)), goal_(goal) {}

  // The two numbers of one round. The program ends with a sentence when one of them is not above
  // zero: then nothing was measured.
  void Add(double ours, double baseline);

  // Writes the line to standard output, its columns parted by tabs: name, ours, baseline (medians),
  // median ratio, least and most ratio, goal, met or not. Call it once, after the rounds.
  void Print() const;

 private:
  std::string name_;
  std::string unit_;
  Goal goal_;
  std::vector<double> ours_;
  std::vector<double> baseline_;
};

// A number held against a fixed bound instead of a baseline: memory, or the time to be ready.
void PrintAgainstBound(const std::string& name, const std::string& unit, std::vector<double> values,
                       double at_most);

double Median(std::vector<double> values);

// Says what is being done, on standard error.
void Say(const std::string& text);

// Ends the program: `what` could not be measured. Never returns.
[[noreturn]] void Fail(const std::string& what);

}  // namespace driehoek::bench
