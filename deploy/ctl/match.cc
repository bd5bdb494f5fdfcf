#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "arguments.h"
#include "commands.h"
#include "match_files.h"
#include "placement/lottery.h"
#include "placement/match/assign.h"
#include "placement/match/check.h"
#include "placement/match/explain.h"
#include "placement/match/lottery.h"
#include "placement/match/sentences.h"
#include "placement/match/stable.h"
#include "shared/base/errors.h"
#include "shared/crypto/encoding.h"
#include "shared/csv/csv.h"

namespace driehoek::ctl {
namespace {

namespace match = placement::match;
using csv::CsvField;

// A number of up to 64 hexadecimal digits, as 32 bytes.
absl::StatusOr<std::string> ReadSeed(const std::string& text) {
  constexpr std::size_t kDigits = 2 * placement::kSeedBytes;
  const std::string padded = std::string(kDigits - std::min(kDigits, text.size()), '0') + text;
  const auto seed = crypto::HexDecode(padded);
  if (padded.size() == kDigits && seed.has_value()) return *seed;
  return Error(absl::StatusCode::kInvalidArgument, "SEED_MALFORMED",
               "--seed must be up to 64 hexadecimal digits");
}

absl::StatusOr<match::Rule> ReadRule(const std::string& text) {
  if (text == "stable") return match::Rule::kStable;
  if (text == "most-placed") return match::Rule::kMostPlaced;
  return Error(absl::StatusCode::kInvalidArgument, "RULE_UNKNOWN",
               "--rule must be stable or most-placed");
}

// Why this student has what he or she has, in one line.
std::string ReasonFor(const match::Explanation& why, const NamedMarket& named,
                      const std::string& draw) {
  std::vector<std::string> parts;
  if (why.got.place != match::kNone) {
    parts.push_back(why.got.rank == 1 ? "first choice" : absl::StrCat("choice ", why.got.rank));
  } else {
    parts.emplace_back(why.refusals.empty() ? "ranked no place that may take you" : "no place");
  }
  for (const match::Refusal& refusal : why.refusals) {
    parts.push_back(match::Describe(refusal, named.places[refusal.standing.place], draw));
  }
  return absl::StrJoin(parts, ". ");
}

std::string ResultOf(const NamedMarket& named, const match::Problem& problem,
                     const match::Matching& matching, match::Rule rule, const std::string& seed) {
  const match::Explainer explainer(problem, matching, rule);
  std::string text = "student,place,rank,reason\n";
  for (std::uint32_t s = 0; s < problem.students(); ++s) {
    const match::Explanation why = explainer.Of(s);
    const bool has_place = why.got.place != match::kNone;
    const std::string draw = placement::DrawText(placement::LotteryDraw(seed, named.students[s]));
    absl::StrAppend(&text, CsvField(named.students[s]), ",",
                    has_place ? CsvField(named.places[why.got.place]) : "", ",",
                    has_place ? absl::StrCat(why.got.rank) : "", ",",
                    CsvField(ReasonFor(why, named, draw)), "\n");
  }
  return text;
}

// Whole or not at all: an earlier result stays when this one cannot be written.
absl::Status WriteWhole(const std::string& path, const std::string& text) {
  const std::string half = absl::StrCat(path, ".part");
  std::ofstream out(half, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(half, path, error);
  if (out && !error) return absl::OkStatus();
  std::filesystem::remove(half, error);
  return Error(absl::StatusCode::kInvalidArgument, "FILE_UNWRITABLE",
               absl::StrCat("cannot write ", path));
}

absl::StatusOr<match::Matching> Solve(const match::Problem& problem, match::Rule rule) {
  if (rule == match::Rule::kMostPlaced) return match::SolveMostPlaced(problem);
  return match::SolveStable(problem);
}

absl::Status RunMatch(NamedMarket named, match::Rule rule, const std::string& seed,
                      const std::string& out) {
  std::vector<std::uint64_t> draws;
  draws.reserve(named.students.size());
  for (const std::string& student : named.students)
    draws.push_back(placement::LotteryDraw(seed, student));
  named.market.lottery = match::LotteryRanks(draws);
  DRIEHOEK_ASSIGN_OR_RETURN(const match::Problem problem,
                            match::Problem::Make(std::move(named.market)));
  DRIEHOEK_ASSIGN_OR_RETURN(const match::Matching matching, Solve(problem, rule));
  const match::Report report = match::Check(problem, matching, rule);
  if (!report.ok()) {
    return Error(
        absl::StatusCode::kInternal, "RESULT_WRONG",
        absl::StrCat("the checker refuses the result: ", match::Describe(report.findings.front())));
  }
  DRIEHOEK_RETURN_IF_ERROR(WriteWhole(out, ResultOf(named, problem, matching, rule, seed)));
  std::printf("placed %u of %u students on %u places; checked: %s\n", report.placed,
              problem.students(), problem.places(),
              rule == match::Rule::kStable ? "feasible and stable" : "feasible, most placed");
  std::printf("seed commitment %s\n", placement::SeedCommitment(seed).c_str());
  return absl::OkStatus();
}

}  // namespace

absl::Status Match(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments,
                            Arguments::Parse(words, {"students", "places", "priorities",
                                                     "supervisors", "seed", "rule", "out"}));
  DRIEHOEK_RETURN_IF_ERROR(
      arguments.NeedPositional(0, "match --students FILE --places FILE --out FILE"));
  MatchPaths paths;
  DRIEHOEK_ASSIGN_OR_RETURN(paths.students, arguments.Need("students"));
  DRIEHOEK_ASSIGN_OR_RETURN(paths.places, arguments.Need("places"));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string out, arguments.Need("out"));
  paths.priorities = arguments.Get("priorities");
  paths.supervisors = arguments.Get("supervisors");
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string seed, ReadSeed(arguments.Get("seed", "0")));
  DRIEHOEK_ASSIGN_OR_RETURN(const match::Rule rule, ReadRule(arguments.Get("rule", "stable")));
  std::vector<std::string> problems;
  absl::StatusOr<NamedMarket> named = ReadMatchFiles(paths, problems);
  for (const std::string& problem : problems) std::fprintf(stderr, "%s\n", problem.c_str());
  if (!named.ok()) return named.status();
  for (const std::string& warning : named->warnings)
    std::fprintf(stderr, "note: %s\n", warning.c_str());
  return RunMatch(*std::move(named), rule, seed, out);
}

}  // namespace driehoek::ctl
