#include "progress/checkin/check_in_handler.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "progress/checkin/check_in_events.h"
#include "progress/checkin/check_in_policy.h"
#include "progress/checkin/check_in_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::checkin {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

// `arrangement` with the fields that `request` changes.
absl::StatusOr<Arrangement> Changed(const TenantId& tenant, const Arrangement& arrangement,
                                    const v1::UpdateCheckInRequest& request,
                                    FieldViolations& violations) {
  v1::CheckIn proto;
  SetArrangement(tenant, arrangement, proto);
  DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), request.check_in(), proto));
  return ReadArrangement(proto, violations);
}

}  // namespace

template <typename Request>
absl::StatusOr<CheckInHandler::Loaded> CheckInHandler::Load(const rpc::Call& call,
                                                            const Request& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(auto loaded, reading_.LoadAllowed(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), loaded.check_in.version));
  return loaded;
}

absl::Status CheckInHandler::CheckArrangement(const rpc::Call& call, const Arrangement& arrangement,
                                              const PlacementFact& placement,
                                              FieldViolations& violations) const {
  Check(arrangement, violations);
  const PersonId& second = arrangement.second_teacher;
  DRIEHOEK_RETURN_IF_ERROR(reading_.CheckPerson(call, second, "second_teacher", violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ContactFact contact,
      parts_.directory.ContactOn(call.tenant(), placement.student, today, call.deadline()));
  const bool is_another = second != placement.student && second != placement.supervisor_person &&
                          second != contact.teacher;
  if (!second.empty() && !is_another) {
    violations.Add("second_teacher", "SAME_PERSON", "must be somebody else");
  }
  if (arrangement.learning_tasks.empty()) return violations.ToStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto known,
                            parts_.tasks.OfPlacement(call.tenant(), placement.id, call.deadline()));
  for (std::size_t i = 0; i < arrangement.learning_tasks.size(); ++i) {
    if (std::find(known.begin(), known.end(), arrangement.learning_tasks[i]) == known.end()) {
      violations.Add(absl::StrCat("learning_tasks[", i, "]"), "REFERENCE_NOT_FOUND",
                     "names nothing that is there");
    }
  }
  return violations.ToStatus();
}

absl::StatusOr<std::vector<std::string>> CheckInHandler::OutcomeCodes(
    const rpc::Call& call, const PlacementFact& placement) const {
  if (!placement.outcome_codes.empty()) return placement.outcome_codes;
  return parts_.programmes.OutcomeCodes(call.tenant(), placement.programme_variant,
                                        call.deadline());
}

absl::StatusOr<CheckInQuery> CheckInHandler::ReadQuery(
    const rpc::Call& call, const v1::ListCheckInsRequest& request) const {
  CheckInQuery query;
  FieldViolations violations;
  query.placement =
      PlacementId(rpc::ReadIds(request.placement(), kPlacementPattern, "placement", violations)[0]);
  const PersonId teacher(rpc::ReadIds(request.teacher(), kPersonPattern, "teacher", violations)[0]);
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<CheckInState>(state, "states", violations));
  }
  if (request.has_start_time_from()) query.from = rpc::FromProto(request.start_time_from());
  if (request.has_start_time_to()) query.to = rpc::FromProto(request.start_time_to());
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  if (teacher.empty()) return query;
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto students, parts_.institution.StudentsOf(call.tenant(), teacher, today, call.deadline()));
  query.teachers.push_back({std::move(students), teacher});
  return query;
}

absl::StatusOr<v1::CheckIn> CheckInHandler::GetCheckIn(const rpc::Call& call,
                                                       const v1::GetCheckInRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const Loaded loaded, reading_.LoadAllowed(call, request.name()));
  call.RecordRead(request.name(), loaded.check_in.student);
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, reading_.View(call, {loaded.check_in}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListCheckInsResponse> CheckInHandler::ListCheckIns(
    const rpc::Call& call, const v1::ListCheckInsRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(CheckInQuery query, ReadQuery(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, reading_.Reach(call));
  v1::ListCheckInsResponse response;
  if (!Narrow(call.NeededRelations(), call.caller(), reach, query)) return response;
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedCheckIns listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, reading_.View(call, listed.items));
  for (std::size_t i = 0; i < view.size(); ++i) {
    call.RecordRead(view[i].name(), listed.items[i].student);
    *response.add_check_ins() = std::move(view[i]);
  }
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::CheckIn> CheckInHandler::CreateCheckIn(
    const rpc::Call& call, const v1::CreateCheckInRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations("check_in");
  const v1::CheckIn& wish = request.check_in();
  CheckIn draft{.id = CheckInId(parts_.ids.NewId())};
  draft.kind = rpc::ReadEnum<Kind>(wish.kind(), "kind", violations);
  draft.arrangement = ReadArrangement(wish, violations);
  if (!wish.has_start_time()) violations.Add("start_time", "FIELD_MISSING", "must be given");
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PlacementFact placement,
      reading_.LoadPlacement(call, wish.placement(), kGetCheckIn, violations));
  DRIEHOEK_RETURN_IF_ERROR(CheckArrangement(call, draft.arrangement, placement, violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone,
                            parts_.institution.Zone(call.tenant(), call.deadline()));
  draft.start_time = rpc::FromProto(wish.start_time());
  draft.planned_date = absl::ToCivilDay(draft.start_time, zone);
  DRIEHOEK_ASSIGN_OR_RETURN(const auto others,
                            parts_.store.OfPlacement(call.tenant(), placement.id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  return Commit(call, Create(std::move(draft), placement, static_cast<int>(others.size()), doing),
                0);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::UpdateCheckIn(
    const rpc::Call& call, const v1::UpdateCheckInRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Loaded loaded, Load(call, request.check_in()));
  FieldViolations violations("check_in");
  DRIEHOEK_ASSIGN_OR_RETURN(
      Arrangement arrangement,
      Changed(call.tenant(), loaded.check_in.arrangement, request, violations));
  DRIEHOEK_RETURN_IF_ERROR(CheckArrangement(call, arrangement, loaded.placement, violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  const std::int64_t before = loaded.check_in.version;
  return Commit(
      call, Arrange(std::move(loaded.check_in), std::move(arrangement), loaded.placement, doing),
      before);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::MoveCheckIn(
    const rpc::Call& call, const v1::MoveCheckInRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Loaded loaded, Load(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::TimeZone zone,
                            parts_.institution.Zone(call.tenant(), call.deadline()));
  const absl::Time start_time = rpc::FromProto(request.start_time());
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  const std::int64_t before = loaded.check_in.version;
  return Commit(call,
                MoveTo(std::move(loaded.check_in), start_time, absl::ToCivilDay(start_time, zone),
                       request.reason(), loaded.placement, doing),
                before);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::WriteCheckInView(
    const rpc::Call& call, const v1::WriteCheckInViewRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Loaded loaded, reading_.LoadAllowed(call, request.name()));
  // The parties write at the same time, and not knowing of each other is the point.
  DRIEHOEK_RETURN_IF_ERROR(
      rpc::CheckEtag(request.etag(), loaded.check_in.version, rpc::EtagRule::kOptional));
  FieldViolations violations("view");
  ViewText view = FromProto(request.view());
  DRIEHOEK_ASSIGN_OR_RETURN(const auto codes, OutcomeCodes(call, loaded.placement));
  Check(view, codes, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  const std::int64_t before = loaded.check_in.version;
  return Commit(call,
                WriteView(std::move(loaded.check_in), std::move(view), loaded.placement, doing),
                before);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::HoldCheckIn(
    const rpc::Call& call, const v1::HoldCheckInRequest& request) const {
  FieldViolations violations;
  Meeting meeting{.date = rpc::ReadDay(request.held_date(), "held_date", violations),
                  .present = {},
                  .outcome = request.outcome(),
                  .teacher = PersonId()};
  for (const int party : request.present_parties()) {
    meeting.present.push_back(rpc::ReadEnum<Party>(party, "present_parties", violations));
  }
  DRIEHOEK_ASSIGN_OR_RETURN(Loaded loaded, Load(call, request));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const ContactFact contact,
                            parts_.directory.ContactOn(call.tenant(), loaded.check_in.student,
                                                       meeting.date, call.deadline()));
  meeting.teacher = contact.teacher;
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  const std::int64_t before = loaded.check_in.version;
  return Commit(call, Hold(std::move(loaded.check_in), std::move(meeting), loaded.placement, doing),
                before);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::AddAgreedAction(
    const rpc::Call& call, const v1::AddAgreedActionRequest& request) const {
  FieldViolations violations("agreed_action");
  AgreedAction action = FromProto(request.agreed_action(), violations);
  DRIEHOEK_ASSIGN_OR_RETURN(Loaded loaded, Load(call, request));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  const std::int64_t before = loaded.check_in.version;
  return Commit(call, AddAction(std::move(loaded.check_in), std::move(action), doing), before);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::MarkAgreedAction(
    const rpc::Call& call, const v1::MarkAgreedActionRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Loaded loaded, Load(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  const std::int64_t before = loaded.check_in.version;
  return Commit(call,
                MarkAction(std::move(loaded.check_in), request.number(), request.done(), doing),
                before);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::CloseCheckIn(
    const rpc::Call& call, const v1::CloseCheckInRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Loaded loaded, Load(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  const std::int64_t before = loaded.check_in.version;
  return Commit(call, Close(std::move(loaded.check_in), request.reason(), doing), before);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::RecordDisagreement(
    const rpc::Call& call, const v1::RecordDisagreementRequest& request) const {
  FieldViolations violations;
  const PersonId resolver(
      rpc::ReadIds(request.resolver(), kPersonPattern, "resolver", violations)[0]);
  if (request.resolver().empty()) violations.Add("resolver", "FIELD_MISSING", "must be given");
  DRIEHOEK_ASSIGN_OR_RETURN(Loaded loaded, Load(call, request));
  DRIEHOEK_RETURN_IF_ERROR(reading_.CheckPerson(call, resolver, "resolver", violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  DRIEHOEK_ASSIGN_OR_RETURN(const ContactFact contact,
                            parts_.directory.ContactOn(call.tenant(), loaded.check_in.student,
                                                       doing.today, call.deadline()));
  const Involved involved{loaded.check_in.student, contact.teacher,
                          loaded.placement.supervisor_person};
  const std::int64_t before = loaded.check_in.version;
  return Commit(call,
                Disagree(std::move(loaded.check_in), request.text(), resolver, involved, doing),
                before);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::ResolveDisagreement(
    const rpc::Call& call, const v1::ResolveDisagreementRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(Loaded loaded, Load(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const Doing doing, reading_.DoingOf(call));
  const std::int64_t before = loaded.check_in.version;
  return Commit(call,
                Settle(std::move(loaded.check_in), request.number(), request.resolution(), doing),
                before);
}

absl::StatusOr<v1::CheckIn> CheckInHandler::Commit(const rpc::Call& call,
                                                   absl::StatusOr<CheckInChange> change,
                                                   std::int64_t before,
                                                   absl::string_view reason) const {
  if (!change.ok()) return change.status();
  change->after.version = before + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto view, reading_.View(call, {change->after}));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  events::CommitPlan plan = call.NewPlan(CheckInName(call.tenant(), change->after.id), reason);
  AddChange(call.tenant(), *change, before, plan);
  plan.response = view.front().SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string answer,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlCheckInStore::Put(transaction,
                                                                                   change->after);
                                                     }));
  v1::CheckIn proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::progress::checkin
