#include "server/preference_book.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/round/eligibility.h"
#include "placement/round/preferences.h"
#include "placement/round/round_access.h"
#include "placement/round/round_proto.h"
#include "server/import_plan.h"
#include "server/round_register.h"

namespace driehoek::server {
namespace {

namespace round = placement::round;
using registry::PreferenceRow;
using registry::RowChange;
using registry::RowReport;

// One row with the place that it names; empty when it names none.
struct Wish {
  const PreferenceRow* row = nullptr;
  round::RoundPlaceId place;
};

// What the rows of one student make of the student's wishes.
class StudentWishes {
 public:
  explicit StudentWishes(const round::Participant& before) : before_(before) {}

  void Add(Wish wish) { wishes_.push_back(std::move(wish)); }

  // The participant as the rows leave it; nothing when they are wrong or change nothing.
  absl::StatusOr<std::optional<round::Participant>> Judge(
      const round::MatchingRound& in, const std::vector<round::RoundPlace>& places, absl::Time now,
      RowReport& report) {
    std::vector<const PreferenceRow*> rows;
    for (const Wish& wish : wishes_) rows.push_back(wish.row);
    registry::CheckRanks(std::move(rows), report);
    std::stable_sort(wishes_.begin(), wishes_.end(),
                     [](const Wish& a, const Wish& b) { return a.row->rank < b.row->rank; });
    round::Participant after = before_;
    after.wishes.clear();
    for (const Wish& wish : wishes_) after.wishes.push_back(wish.place);
    Tell(round::WrongWishes(in, after, places), report);
    const bool is_same = after.wishes == before_.wishes;
    const std::string reason = Reason();
    if (!is_same && reason.empty()) {
      report.Add(FirstLine(), "reason", "VALUE_MISSING",
                 "must say why the wishes are handed in for the student");
    }
    for (const Wish& wish : wishes_) {
      report.Set(wish.row->line, is_same                  ? RowChange::kSame
                                 : before_.wishes.empty() ? RowChange::kCreate
                                                          : RowChange::kChange);
    }
    if (is_same || HasWrongRow(report)) return std::nullopt;
    return round::SubmitPreferences(in, before_,
                                    {.wishes = std::move(after.wishes),
                                     .languages = before_.languages,
                                     .home = before_.home,
                                     .max_distance_km = before_.max_distance_km,
                                     .reason = reason},
                                    places, round::HandedInBy::kOffice, now);
  }

 private:
  // A row that was wrong before is not told twice.
  void Tell(const std::vector<round::WrongWish>& wrong, RowReport& report) const {
    std::vector<bool> was_wrong;
    for (const Wish& wish : wishes_) was_wrong.push_back(report.IsWrong(wish.row->line));
    for (const round::WrongWish& one : wrong) {
      if (was_wrong[one.index]) continue;
      const absl::string_view column = one.reason == "TOO_MANY_WISHES" ? "rank" : "place";
      report.Add(wishes_[one.index].row->line, column, one.reason, one.text);
    }
  }
  std::string Reason() const {
    for (const Wish& wish : wishes_) {
      if (!wish.row->reason.empty()) return wish.row->reason;
    }
    return "";
  }
  int FirstLine() const {
    int first = wishes_.front().row->line;
    for (const Wish& wish : wishes_) first = std::min(first, wish.row->line);
    return first;
  }
  bool HasWrongRow(const RowReport& report) const {
    return std::any_of(wishes_.begin(), wishes_.end(),
                       [&](const Wish& wish) { return report.IsWrong(wish.row->line); });
  }

  const round::Participant& before_;
  std::vector<Wish> wishes_;
};

}  // namespace

absl::Status PreferenceBook::Import(const rpc::Call& call, const std::string& name,
                                    const std::vector<PreferenceRow>& rows, RowReport& report,
                                    registry::Books::Answer answer) {
  DRIEHOEK_ASSIGN_OR_RETURN(const round::SeenRound seen,
                            round::SeeRound(call, parts_.rounds, name, "parent"));
  DRIEHOEK_RETURN_IF_ERROR(round::CheckOpen(seen.round, call.now()));
  StudentsOfRound students;
  DRIEHOEK_RETURN_IF_ERROR(students.Load(parts_, call, seen.round));
  PlacesOfRound places;
  DRIEHOEK_RETURN_IF_ERROR(places.Load(parts_, call, seen.round));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto conflicts,
                            parts_.facts.Conflicts(call.tenant(), PersonId(), call.deadline()));
  const auto open_places =
      round::ExcludeConflicts(places.places(), students.participants(), conflicts);
  std::map<round::ParticipantId, StudentWishes> of;
  for (const PreferenceRow& row : rows) {
    const round::Participant* const participant = students.Find(row, report);
    round::RoundPlaceId place = places.Find(row, report);
    if (participant == nullptr) continue;
    of.try_emplace(participant->id, *participant).first->second.Add({&row, std::move(place)});
  }
  ImportPlan plan(call, name, "by_office");
  plan.ReliesOn({name, seen.round.version});
  for (auto& [id, wishes] : of) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto after,
                              wishes.Judge(seen.round, open_places, call.now(), report));
    if (after.has_value()) plan.Put(*after);
  }
  if (answer == nullptr || report.HasErrors()) return absl::OkStatus();
  return plan.Commit(parts_.change_log, answer(report));
}

absl::StatusOr<std::vector<std::vector<std::string>>> PreferenceBook::Export(
    const rpc::Call& call, const std::string& name) {
  DRIEHOEK_ASSIGN_OR_RETURN(const round::SeenRound seen,
                            round::SeeRound(call, parts_.rounds, name, "parent"));
  StudentsOfRound students;
  DRIEHOEK_RETURN_IF_ERROR(students.Load(parts_, call, seen.round));
  PlacesOfRound places;
  DRIEHOEK_RETURN_IF_ERROR(places.Load(parts_, call, seen.round));
  std::vector<std::vector<std::string>> cells;
  for (const round::Participant& one : students.participants()) {
    if (one.wishes.empty()) continue;
    call.RecordRead(round::ParticipantName(call.tenant(), seen.round.id, one.id), one.student);
    for (std::size_t i = 0; i < one.wishes.size(); ++i) {
      cells.push_back({students.ExternalOf(one.student), places.NameOf(one.wishes[i]),
                       absl::StrCat(i + 1), one.submit_reason});
    }
  }
  return cells;
}

}  // namespace driehoek::server
