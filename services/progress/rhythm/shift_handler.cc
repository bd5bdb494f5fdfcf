#include "progress/rhythm/shift_handler.h"

#include "progress/rhythm/rhythm_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::rhythm {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

}  // namespace

absl::StatusOr<v1::DeadlineShift> ShiftHandler::CreateOnce(const rpc::Call& call,
                                                           const DeadlineShift& wish,
                                                           const PlacementFact& placement) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto counted,
                            parts_.store.Count(call.tenant(), {placement.id}, call.deadline()));
  const int count = counted.empty() ? 0 : counted.front().count;
  DRIEHOEK_ASSIGN_OR_RETURN(const DeadlineShift after,
                            Record(wish, placement, count, call.caller().person, call.now()));
  const v1::DeadlineShift view = ToProto(call.tenant(), after);
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(view.name());
  plan.writes.push_back({view.name(), 0});
  AddEvent("deadline.shifted", view.name(), view.placement(), plan);
  plan.response = view.SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string stored,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlShiftStore::Put(transaction,
                                                                                 after);
                                                     }));
  v1::DeadlineShift proto;
  proto.ParseFromString(stored);
  return proto;
}

absl::StatusOr<v1::DeadlineShift> ShiftHandler::CreateDeadlineShift(
    const rpc::Call& call, const v1::CreateDeadlineShiftRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations("deadline_shift");
  DeadlineShift wish = FromProto(request.deadline_shift(), violations);
  wish.id = ShiftId(parts_.ids.NewId());
  Check(wish, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PlacementFact placement,
      reading_.LoadReferred(call, request.deadline_shift().placement(), "placement", violations));
  if (!wish.task.empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(const auto of_task,
                              parts_.tasks.PlacementOf(call.tenant(), wish.task, call.deadline()));
    if (of_task != placement.id) {
      violations.Add("learning_task", "REFERENCE_NOT_FOUND", "names no task of this placement");
    }
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return AgainAfterRace<v1::DeadlineShift>([&] { return CreateOnce(call, wish, placement); });
}

absl::StatusOr<v1::ListDeadlineShiftsResponse> ShiftHandler::ListDeadlineShifts(
    const rpc::Call& call, const v1::ListDeadlineShiftsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  FieldViolations violations;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PlacementFact placement,
      reading_.LoadReferred(call, request.placement(), "placement", violations));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ListedShifts listed,
      parts_.store.List(call.tenant(), placement.id, page.size, page.cursor, call.deadline()));
  v1::ListDeadlineShiftsResponse response;
  for (const DeadlineShift& shift : listed.items) {
    *response.add_deadline_shifts() = ToProto(call.tenant(), shift);
  }
  if (!listed.items.empty()) call.RecordRead(request.placement(), placement.student);
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

}  // namespace driehoek::progress::rhythm
