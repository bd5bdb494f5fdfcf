#include "progress/signal/triangle_handler.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "progress/signal/signal_policy.h"
#include "progress/signal/signal_proto.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::signal {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";
constexpr std::size_t kAtOnce = 500;

std::vector<PlacementId> IdsOf(const std::vector<RunningPlacement>& placements) {
  std::vector<PlacementId> ids;
  ids.reserve(placements.size());
  for (const RunningPlacement& placement : placements) ids.push_back(placement.id);
  return ids;
}

// A contact person sees nothing that was told somebody else in confidence.
bool IsOpenTo(const auth::Caller& caller, const Signal& signal) {
  if (caller.role != auth::Role::kTeacher || !signal.is_confidential) return true;
  return signal.addressee == caller.person || signal.source == caller.person;
}

v1::Caseload CaseloadOf(const std::vector<Triangle>& triangles) {
  v1::Caseload load;
  std::set<PersonId> students;
  int minutes = 0;
  int open = 0;
  std::size_t due = 0;
  for (const Triangle& triangle : triangles) {
    students.insert(triangle.placement.student);
    minutes += triangle.policy.attention_minutes_per_week;
    open += static_cast<int>(triangle.open.size());
    due += triangle.history.verdicts.size();
  }
  load.set_student_count(static_cast<int>(students.size()));
  load.set_weekly_minutes(minutes);
  load.set_open_signal_count(open);
  load.set_verdict_due_count(static_cast<int>(due));
  return load;
}

}  // namespace

absl::StatusOr<std::vector<RunningPlacement>> TriangleHandler::FindAll(const rpc::Call& call,
                                                                       RunningQuery query) const {
  std::vector<RunningPlacement> all;
  do {
    DRIEHOEK_ASSIGN_OR_RETURN(auto page,
                              parts_.running.Find(call.tenant(), query, call.deadline()));
    std::move(page.items.begin(), page.items.end(), std::back_inserter(all));
    query.cursor = page.next_cursor;
  } while (!query.cursor.empty());
  return all;
}

absl::StatusOr<std::vector<RunningPlacement>> TriangleHandler::Watched(const rpc::Call& call,
                                                                       absl::CivilDay today) const {
  if (call.caller().role == auth::Role::kTeacher) {
    DRIEHOEK_ASSIGN_OR_RETURN(ReachFact reach,
                              parts_.placements.Reach(call.caller(), today, call.deadline()));
    return FindAll(call, {.students = std::move(reach.students)});
  }
  std::optional<std::vector<std::string>> programmes;
  if (!call.caller().programmes.empty()) programmes = call.caller().programmes;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto ids, parts_.store.PlacementsWithOpen(call.tenant(), programmes, call.deadline()));
  std::vector<RunningPlacement> watched;
  for (std::size_t begin = 0; begin < ids.size(); begin += kAtOnce) {
    const std::size_t end = std::min(begin + kAtOnce, ids.size());
    DRIEHOEK_ASSIGN_OR_RETURN(const auto some,
                              FindAll(call, {.placements = std::vector<PlacementId>(
                                                 ids.begin() + static_cast<std::ptrdiff_t>(begin),
                                                 ids.begin() + static_cast<std::ptrdiff_t>(end))}));
    for (const RunningPlacement& placement : some) {
      if (call.caller().ReachesProgramme(placement.programme.value())) {
        watched.push_back(placement);
      }
    }
  }
  return watched;
}

absl::StatusOr<std::vector<Triangle>> TriangleHandler::TrianglesOf(
    const rpc::Call& call, const std::vector<RunningPlacement>& watched,
    absl::CivilDay today) const {
  std::vector<Triangle> triangles(watched.size());
  std::map<PlacementId, std::size_t> places;
  for (std::size_t begin = 0; begin < watched.size(); begin += kAtOnce) {
    const std::size_t end = std::min(begin + kAtOnce, watched.size());
    const std::vector<RunningPlacement> some(watched.begin() + static_cast<std::ptrdiff_t>(begin),
                                             watched.begin() + static_cast<std::ptrdiff_t>(end));
    DRIEHOEK_ASSIGN_OR_RETURN(auto page,
                              parts_.histories.Of(call.tenant(), some, today, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(auto open,
                              parts_.store.OpenOn(call.tenant(), IdsOf(some), call.deadline()));
    for (std::size_t i = 0; i < some.size(); ++i) {
      places[some[i].id] = begin + i;
      triangles[begin + i] = {.placement = some[i],
                              .policy = page.policies[i],
                              .history = std::move(page.histories[i])};
    }
    for (Signal& signal : open) {
      if (!IsOpenTo(call.caller(), signal)) continue;
      const std::size_t place = places[signal.placement];
      triangles[place].open.push_back(std::move(signal));
    }
  }
  return triangles;
}

absl::StatusOr<v1::ListTrianglesResponse> TriangleHandler::ListTriangles(
    const rpc::Call& call, const v1::ListTrianglesRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today,
                            parts_.directory.Today(call.tenant(), call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto watched, Watched(call, today));
  DRIEHOEK_ASSIGN_OR_RETURN(auto triangles, TrianglesOf(call, watched, today));
  SortByAttention(triangles, today);
  v1::ListTrianglesResponse response;
  if (call.caller().role == auth::Role::kTeacher) {
    *response.mutable_caseload() = CaseloadOf(triangles);
  }
  // A page begins behind the last triangle of the page before; when that runs no more, at the
  // front.
  const auto last = std::find_if(triangles.begin(), triangles.end(), [&](const Triangle& triangle) {
    return triangle.placement.id.value() == page.cursor;
  });
  const auto begin = last == triangles.end() ? triangles.begin() : last + 1;
  const auto end = begin + std::min<std::ptrdiff_t>(page.size, triangles.end() - begin);
  std::vector<Triangle> shown(std::make_move_iterator(begin), std::make_move_iterator(end));
  std::vector<RunningPlacement> placements;
  for (const Triangle& triangle : shown) placements.push_back(triangle.placement);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto labels,
      parts_.running.LabelsOf(call.tenant(), IdsOf(placements), today, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto next,
      parts_.contacts.NextCheckIns(call.tenant(), placements, call.now(), call.deadline()));
  for (std::size_t i = 0; i < shown.size(); ++i) {
    shown[i].next_check_in = next[i];
    *response.add_triangles() = ToProto(call.tenant(), shown[i], labels[i], today);
    call.RecordRead(response.triangles(static_cast<int>(i)).placement(),
                    shown[i].placement.student);
  }
  if (end != triangles.end() && !shown.empty()) {
    response.set_next_page_token(rpc::MakePageToken(request, shown.back().placement.id.value()));
  }
  return response;
}

}  // namespace driehoek::progress::signal
