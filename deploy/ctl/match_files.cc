#include "match_files.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "read_file.h"
#include "shared/base/errors.h"
#include "shared/csv/csv.h"

namespace driehoek::ctl {
namespace {

namespace match = placement::match;
using csv::Csv;
using csv::ParseCsv;

constexpr std::uintmax_t kLargestFile = std::uintmax_t{1} << 30;
constexpr std::size_t kMostProblems = 100;
constexpr std::uint32_t kLargestNumber = 1'000'000;

// One file, column by column; what is wrong goes to the common list.
class Table {
 public:
  static absl::StatusOr<Table> Read(const std::string& path,
                                    const std::vector<std::string>& columns,
                                    std::vector<std::string>& problems) {
    DRIEHOEK_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path, kLargestFile));
    auto csv = ParseCsv(text);
    if (!csv.ok()) {
      return Error(absl::StatusCode::kInvalidArgument, "CSV_MALFORMED",
                   absl::StrCat(path, ", ", csv.status().message()));
    }
    Table table(path, *std::move(csv), problems);
    for (const std::string& column : columns) {
      const auto& header = table.csv_.header;
      const auto found = std::find(header.begin(), header.end(), column);
      table.place_of_.push_back(static_cast<std::size_t>(found - header.begin()));
      if (found != header.end()) continue;
      return Error(absl::StatusCode::kInvalidArgument, "COLUMN_MISSING",
                   absl::StrCat(path, ", row 1: needs the columns ", absl::StrJoin(columns, ","),
                                "; ", column, " is missing"));
    }
    table.columns_ = columns;
    return table;
  }

  std::size_t size() const { return csv_.rows.size(); }
  // Without spaces around it.
  absl::string_view Cell(std::size_t row, std::size_t column) const {
    return absl::StripAsciiWhitespace(csv_.rows[row].fields[place_of_[column]]);
  }
  int LineOf(std::size_t row) const { return csv_.rows[row].line; }

  void Wrong(std::size_t row, std::size_t column, absl::string_view what) const {
    problems_->push_back(
        absl::StrCat(path_, ", row ", LineOf(row), ", column ", columns_[column], ": ", what));
  }

  // A whole number up to `most`; nothing, and a problem, for anything else.
  std::optional<std::uint32_t> Number(std::size_t row, std::size_t column,
                                      std::uint32_t most) const {
    std::uint32_t number = 0;
    if (absl::SimpleAtoi(Cell(row, column), &number) && number <= most) return number;
    Wrong(row, column,
          absl::StrCat("'", Cell(row, column), "' is no whole number from 0 to ", most));
    return std::nullopt;
  }

  // The ids of a column, each once, sorted.
  std::vector<std::string> Ids(std::size_t column) const {
    absl::flat_hash_map<std::string, int> lines;
    for (std::size_t row = 0; row < size(); ++row) {
      const absl::string_view id = Cell(row, column);
      if (id.empty() || id.find(' ') != absl::string_view::npos) {
        Wrong(row, column, id.empty() ? "is empty" : absl::StrCat("'", id, "' has a space inside"));
        continue;
      }
      const auto [first, is_new] = lines.try_emplace(std::string(id), LineOf(row));
      if (!is_new)
        Wrong(row, column, absl::StrCat("'", id, "' stands in row ", first->second, " too"));
    }
    std::vector<std::string> ids;
    ids.reserve(lines.size());
    for (const auto& [id, line] : lines) ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    return ids;
  }

 private:
  Table(std::string path, Csv csv, std::vector<std::string>& problems)
      : path_(std::move(path)), csv_(std::move(csv)), problems_(&problems) {}

  std::string path_;
  Csv csv_;
  std::vector<std::string>* problems_;
  std::vector<std::string> columns_;
  std::vector<std::size_t> place_of_;
};

using Index = absl::flat_hash_map<std::string, std::uint32_t>;

Index IndexOf(const std::vector<std::string>& ids) {
  Index index;
  index.reserve(ids.size());
  for (std::uint32_t i = 0; i < ids.size(); ++i) index.emplace(ids[i], i);
  return index;
}

// Numbers ids in the order of their sorting.
Index IndexOf(const std::set<std::string>& ids) {
  return IndexOf(std::vector<std::string>(ids.begin(), ids.end()));
}

// Class per (place, student); nothing where the place may not take the student.
using Classes = absl::flat_hash_map<std::uint64_t, std::optional<std::uint32_t>>;
constexpr std::uint64_t PairOf(std::uint32_t place, std::uint32_t student) {
  return std::uint64_t{place} << 32 | student;
}

class Assembly {
 public:
  Assembly(const MatchPaths& paths, std::vector<std::string>& problems)
      : paths_(paths), problems_(problems) {}

  absl::StatusOr<NamedMarket> Make() {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Table students,
        Table::Read(paths_.students, {"student", "group", "ranks"}, problems_));
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Table places,
        Table::Read(paths_.places, {"place", "capacity", "supervisor", "reserved"}, problems_));
    named_.students = students.Ids(0);
    named_.places = places.Ids(0);
    student_index_ = IndexOf(named_.students);
    place_index_ = IndexOf(named_.places);
    ReadGroups(students, places);
    ReadPlaces(places);
    DRIEHOEK_RETURN_IF_ERROR(ReadSupervisors(places));
    DRIEHOEK_RETURN_IF_ERROR(ReadPriorities());
    ReadWishes(students);
    if (problems_.empty()) return std::move(named_);
    const std::size_t count = problems_.size();
    if (count > kMostProblems) problems_.resize(kMostProblems);
    return Error(
        absl::StatusCode::kInvalidArgument, "ROWS_WRONG",
        absl::StrCat(count, count == 1 ? " cell is" : " cells are", " wrong; nothing was matched"));
  }

 private:
  // "ad:2 bachelor:1" as (group, seats); what is no such pair becomes a problem.
  static std::vector<std::pair<std::string, std::uint32_t>> Reserves(const Table& places,
                                                                     std::size_t row, bool report) {
    std::vector<std::pair<std::string, std::uint32_t>> reserves;
    for (const absl::string_view part :
         absl::StrSplit(places.Cell(row, 3), ' ', absl::SkipEmpty())) {
      const std::size_t colon = part.rfind(':');
      std::uint32_t seats = 0;
      if (colon == 0 || colon == absl::string_view::npos ||
          !absl::SimpleAtoi(part.substr(colon + 1), &seats) || seats > kLargestNumber) {
        if (report) places.Wrong(row, 3, absl::StrCat("'", part, "' is not GROUP:SEATS"));
        continue;
      }
      reserves.emplace_back(std::string(part.substr(0, colon)), seats);
    }
    return reserves;
  }

  void ReadGroups(const Table& students, const Table& places) {
    std::set<std::string> groups;
    for (std::size_t row = 0; row < students.size(); ++row) groups.emplace(students.Cell(row, 1));
    for (std::size_t row = 0; row < places.size(); ++row) {
      for (const auto& [group, seats] : Reserves(places, row, false)) groups.insert(group);
    }
    group_index_ = IndexOf(groups);
  }

  void ReadPlaces(const Table& places) {
    match::Market& market = named_.market;
    market.capacity.assign(named_.places.size(), 0);
    std::vector<std::vector<match::Quota>> quotas(named_.places.size());
    for (std::size_t row = 0; row < places.size(); ++row) {
      const auto place = place_index_.find(places.Cell(row, 0));
      const auto capacity = places.Number(row, 1, kLargestNumber);
      std::uint64_t reserved = 0;
      absl::flat_hash_set<std::string> seen;
      for (const auto& [group, seats] : Reserves(places, row, true)) {
        reserved += seats;
        if (!seen.insert(group).second)
          places.Wrong(row, 3, absl::StrCat("group '", group, "' stands here twice"));
        if (place == place_index_.end()) continue;
        quotas[place->second].push_back({.group = group_index_.at(group), .reserved = seats});
      }
      if (!capacity.has_value() || place == place_index_.end()) continue;
      market.capacity[place->second] = *capacity;
      if (reserved > *capacity) {
        places.Wrong(row, 3, absl::StrCat("reserves ", reserved, " seats of ", *capacity));
      }
    }
    market.quota_begin.push_back(0);
    for (const auto& of_place : quotas) {
      market.quotas.insert(market.quotas.end(), of_place.begin(), of_place.end());
      market.quota_begin.push_back(static_cast<std::uint32_t>(market.quotas.size()));
    }
  }

  absl::Status ReadSupervisors(const Table& places) {
    std::map<std::string, std::uint32_t> limits;
    if (!paths_.supervisors.empty()) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          const Table table, Table::Read(paths_.supervisors, {"supervisor", "limit"}, problems_));
      table.Ids(0);  // tells of those that stand there twice
      for (std::size_t row = 0; row < table.size(); ++row) {
        if (const auto limit = table.Number(row, 1, kLargestNumber))
          limits.emplace(table.Cell(row, 0), *limit);
      }
    }
    std::set<std::string> used;
    std::set<std::string> unlimited;
    for (std::size_t row = 0; row < places.size(); ++row) {
      const std::string supervisor(places.Cell(row, 2));
      if (supervisor.empty()) continue;
      (limits.contains(supervisor) ? used : unlimited).insert(supervisor);
    }
    SetSupervisors(places, limits, IndexOf(used));
    if (paths_.supervisors.empty()) return absl::OkStatus();
    for (const std::string& one : unlimited) {
      named_.warnings.push_back(
          absl::StrCat("supervisor '", one, "' has no limit in ", paths_.supervisors));
    }
    for (const auto& [one, limit] : limits) {
      if (!used.contains(one))
        named_.warnings.push_back(absl::StrCat("supervisor '", one, "' has no place"));
    }
    return absl::OkStatus();
  }

  void SetSupervisors(const Table& places, const std::map<std::string, std::uint32_t>& limits,
                      const Index& index) {
    match::Market& market = named_.market;
    market.supervisor.assign(named_.places.size(), match::kNone);
    market.limit.assign(index.size(), 0);
    for (const auto& [supervisor, number] : index) market.limit[number] = limits.at(supervisor);
    for (std::size_t row = 0; row < places.size(); ++row) {
      const auto place = place_index_.find(places.Cell(row, 0));
      const auto supervisor = index.find(places.Cell(row, 2));
      if (place != place_index_.end() && supervisor != index.end())
        market.supervisor[place->second] = supervisor->second;
    }
  }

  absl::Status ReadPriorities() {
    if (paths_.priorities.empty()) return absl::OkStatus();
    DRIEHOEK_ASSIGN_OR_RETURN(
        const Table table,
        Table::Read(paths_.priorities, {"place", "student", "class"}, problems_));
    for (std::size_t row = 0; row < table.size(); ++row) {
      const auto place = place_index_.find(table.Cell(row, 0));
      const auto student = student_index_.find(table.Cell(row, 1));
      if (place == place_index_.end())
        table.Wrong(row, 0, absl::StrCat("there is no place '", table.Cell(row, 0), "'"));
      if (student == student_index_.end()) {
        table.Wrong(row, 1, absl::StrCat("there is no student '", table.Cell(row, 1), "'"));
      }
      std::optional<std::uint32_t> level;
      if (table.Cell(row, 2) != "-") {
        level = table.Number(row, 2, kLargestNumber);
        if (!level.has_value()) continue;
      }
      if (place == place_index_.end() || student == student_index_.end()) continue;
      const auto [known, is_new] =
          classes_.try_emplace(PairOf(place->second, student->second), level);
      if (!is_new && known->second != level)
        table.Wrong(row, 2, "contradicts an earlier row for this place and student");
    }
    return absl::OkStatus();
  }

  void ReadWishes(const Table& students) {
    match::Market& market = named_.market;
    market.group.assign(named_.students.size(), 0);
    std::vector<std::vector<match::Wish>> wishes(named_.students.size());
    for (std::size_t row = 0; row < students.size(); ++row) {
      const auto student = student_index_.find(students.Cell(row, 0));
      absl::flat_hash_set<absl::string_view> seen;
      std::vector<match::Wish> list;
      for (const absl::string_view id :
           absl::StrSplit(students.Cell(row, 2), ' ', absl::SkipEmpty())) {
        const auto place = place_index_.find(id);
        if (place == place_index_.end())
          students.Wrong(row, 2, absl::StrCat("there is no place '", id, "'"));
        if (!seen.insert(id).second) students.Wrong(row, 2, absl::StrCat("ranks '", id, "' twice"));
        if (place == place_index_.end() || student == student_index_.end()) continue;
        const auto level = classes_.find(PairOf(place->second, student->second));
        if (level == classes_.end()) {
          list.push_back({.place = place->second});
        } else if (level->second.has_value()) {
          list.push_back({.place = place->second, .priority = *level->second});
        }
      }
      if (student == student_index_.end()) continue;
      wishes[student->second] = std::move(list);
      market.group[student->second] = group_index_.at(students.Cell(row, 1));
    }
    for (const auto& list : wishes) {
      market.wishes.insert(market.wishes.end(), list.begin(), list.end());
      market.wish_begin.push_back(static_cast<std::uint32_t>(market.wishes.size()));
    }
  }

  const MatchPaths& paths_;
  std::vector<std::string>& problems_;
  NamedMarket named_;
  Index student_index_;
  Index place_index_;
  Index group_index_;
  Classes classes_;
};

}  // namespace

absl::StatusOr<NamedMarket> ReadMatchFiles(const MatchPaths& paths,
                                           std::vector<std::string>& problems) {
  return Assembly(paths, problems).Make();
}

}  // namespace driehoek::ctl
