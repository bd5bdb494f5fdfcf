// The matching engine on one core, on generated markets: beside a textbook version with ordered
// sets, beside one reading of the arrays, and with guards beside without; and its memory above the
// market. With the argument 10m: ten million students once, the size of a national college
// admission.
#include <malloc.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <fstream>
#include <functional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "bench/support/comparison.h"
#include "bench/textbook_match.h"
#include "placement/match/check.h"
#include "placement/match/generate.h"
#include "placement/match/stable.h"

namespace driehoek::bench {
namespace {

namespace match = placement::match;

match::Problem MakeProblem(std::uint32_t students, bool is_guarded) {
  match::MarketOptions options{.students = students, .regions = std::max(1U, students / 10'000)};
  if (is_guarded) {
    options.guarded_share = 0.5;
    options.supervised_share = 0.5;
  }
  auto problem = match::Problem::Make(match::GenerateMarket(options));
  if (!problem.ok()) Fail(std::string(problem.status().message()));
  return *std::move(problem);
}

double CpuSeconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

// Million edges of the market for each second of processor time.
double Speed(const match::Problem& problem, const std::function<void()>& work) {
  const double began = CpuSeconds();
  work();
  return static_cast<double>(problem.market().wishes.size()) / 1e6 / (CpuSeconds() - began);
}

// A line of /proc/self/status, in bytes.
double Status(const std::string& name) {
  std::ifstream in("/proc/self/status");
  for (std::string line; std::getline(in, line);) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(line, absl::MaxSplits(':', 1));
    double kilobytes = 0;
    if (parts.first == name &&
        absl::SimpleAtod(parts.second.substr(0, parts.second.rfind(' ')), &kilobytes)) {
      return kilobytes * 1024;
    }
  }
  Fail("/proc/self/status does not tell " + name);
}

// The most memory that `work` held above what was there, for each edge.
double BytesAnEdge(const match::Problem& problem, const std::function<void()>& work) {
  malloc_trim(0);  // what was freed before does not count as free now
  // "5" makes the highest resident size count anew (proc(5)).
  std::ofstream("/proc/self/clear_refs") << "5" << std::flush;
  const double before = Status("VmRSS");
  work();
  return (Status("VmHWM") - before) / static_cast<double>(problem.market().wishes.size());
}

std::uint64_t Scan(const match::Problem& problem) {
  std::uint64_t sum = 0;
  for (std::uint32_t s = 0; s < problem.students(); ++s) {
    for (const match::Wish& wish : problem.wishes(s)) sum += wish.place ^ wish.priority;
    sum += problem.market().lottery[s];
  }
  return sum;
}

void Compare(std::uint32_t students, int rounds) {
  const std::string size = absl::StrFormat("%g students", students);
  Say(absl::StrCat("matching ", size));
  const match::Problem plain = MakeProblem(students, false);
  const match::Problem guarded = MakeProblem(students, true);
  match::Matching ours;
  match::Matching textbook;
  std::uint64_t seen = 0;
  const double memory = BytesAnEdge(plain, [&] { ours = match::SolveStable(plain); });
  Comparison against_textbook(absl::StrCat("matching, ", size), "M edges/s", Goal::AtLeast(15));
  Comparison against_scan(absl::StrCat("matching beside one reading, ", size), "M edges/s");
  Comparison with_guards(absl::StrCat("matching, guards beside none, ", size), "s CPU",
                         Goal::AtMost(3));
  for (int round = 0; round < rounds; ++round) {
    const double fast = Speed(plain, [&] { ours = match::SolveStable(plain); });
    against_textbook.Add(fast, Speed(plain, [&] { textbook = TextbookMatch(plain); }));
    against_scan.Add(fast, Speed(plain, [&] { seen += Scan(plain); }));
    const double began = CpuSeconds();
    const match::Matching with = match::SolveStable(guarded);
    const double guarded_seconds = CpuSeconds() - began;
    with_guards.Add(guarded_seconds,
                    static_cast<double>(plain.market().wishes.size()) / 1e6 / fast);
    if (with.place.empty()) Fail("nobody was matched");
  }
  if (ours.place != textbook.place || seen == 0) Fail("the textbook's result is another one");
  if (!match::Check(guarded, match::SolveStable(guarded), match::Rule::kStable).ok()) {
    Fail("the checker refuses the result");
  }
  against_textbook.Print();
  against_scan.Print();
  with_guards.Print();
  PrintAgainstBound(absl::StrCat("matching, memory above the market, ", size), "bytes/edge",
                    {memory}, 10);
}

void SolveTenMillion() {
  Say("matching 10,000,000 students, once");
  const match::Problem problem = MakeProblem(10'000'000, false);
  match::Matching matching;
  const double speed = Speed(problem, [&] { matching = match::SolveStable(problem); });
  if (!match::Check(problem, matching, match::Rule::kStable).ok())
    Fail("the checker refuses the result");
  PrintAgainstBound("matching, 1e+07 students", "s CPU",
                    {static_cast<double>(problem.market().wishes.size()) / 1e6 / speed}, 60);
  PrintAgainstBound("its highest memory, market and all", "MiB", {Status("VmHWM") / (1 << 20)},
                    4096);
}

}  // namespace
}  // namespace driehoek::bench

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "10m") {
    driehoek::bench::SolveTenMillion();
    return 0;
  }
  driehoek::bench::Compare(100'000, 7);
  driehoek::bench::Compare(1'000'000, 3);
  return 0;
}
