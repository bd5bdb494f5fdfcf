#include "progress/checkin/check_in_reading.h"

#include <map>
#include <utility>

#include "progress/checkin/check_in_policy.h"
#include "progress/checkin/check_in_proto.h"
#include "progress/policy.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"

namespace driehoek::progress::checkin {

absl::StatusOr<absl::CivilDay> CheckInReading::Today(const rpc::Call& call) const {
  return directory_.Today(call.tenant(), call.now(), call.deadline());
}

absl::StatusOr<ReachFact> CheckInReading::Reach(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  return placements_.Reach(call.caller(), today, call.deadline());
}

absl::StatusOr<Doing> CheckInReading::DoingOf(const rpc::Call& call) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  return Doing{call.caller().person, PartyOf(call.caller().role), today, call.now()};
}

absl::StatusOr<CheckInReading::OfPlacement> CheckInReading::LoadAllowed(
    const rpc::Call& call, const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kCheckInPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(auto check_in,
                            store_.Find(call.tenant(), CheckInId(parsed.id()), call.deadline()));
  if (!check_in.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(auto placement,
                            placements_.Find(call.tenant(), check_in->placement, call.deadline()));
  if (!placement.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetCheckIn, RelationsTo(*check_in, *placement, call.caller(), reach)));
  return OfPlacement{*std::move(check_in), *std::move(placement)};
}

absl::StatusOr<PlacementFact> CheckInReading::LoadPlacement(const rpc::Call& call,
                                                            const std::string& name,
                                                            absl::string_view read_method,
                                                            FieldViolations& violations) const {
  const PlacementId id(rpc::ReadIds(name, kPlacementPattern, "placement", violations)[0]);
  DRIEHOEK_ASSIGN_OR_RETURN(auto placement, placements_.Find(call.tenant(), id, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const ReachFact reach, Reach(call));
  const bool is_within_reach =
      placement.has_value() &&
      call.MayDo(read_method, progress::RelationsTo(*placement, call.caller(), reach)).ok();
  if (is_within_reach) return *std::move(placement);
  violations.Add("placement", "REFERENCE_NOT_FOUND", "names nothing that is there");
  return violations.ToStatus();
}

absl::Status CheckInReading::CheckPerson(const rpc::Call& call, const PersonId& person,
                                         absl::string_view field,
                                         FieldViolations& violations) const {
  if (person.empty()) return absl::OkStatus();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto name,
                            directory_.NameOf(call.tenant(), person, call.deadline()));
  if (!name.has_value()) {
    violations.Add(field, "REFERENCE_NOT_FOUND", "names nothing that is there");
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> CheckInReading::Label(const rpc::Call& call,
                                                  const PersonId& person) const {
  if (person.empty()) return std::string();
  DRIEHOEK_ASSIGN_OR_RETURN(const auto name,
                            directory_.NameOf(call.tenant(), person, call.deadline()));
  return name.value_or("");
}

absl::StatusOr<std::vector<v1::CheckIn>> CheckInReading::View(
    const rpc::Call& call, const std::vector<CheckIn>& check_ins) const {
  struct Around {
    Labels labels;
    PersonId supervisor;
    PersonId teacher;
  };
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  const TenantId& tenant = call.tenant();
  std::map<PlacementId, Around> known;
  std::vector<v1::CheckIn> view;
  for (const CheckIn& check_in : check_ins) {
    if (!known.contains(check_in.placement)) {
      Around& around = known[check_in.placement];
      DRIEHOEK_ASSIGN_OR_RETURN(
          around.labels, placements_.LabelsOf(tenant, check_in.placement, today, call.deadline()));
      DRIEHOEK_ASSIGN_OR_RETURN(const auto placement,
                                placements_.Find(tenant, check_in.placement, call.deadline()));
      if (placement.has_value()) around.supervisor = placement->supervisor_person;
      DRIEHOEK_ASSIGN_OR_RETURN(
          const ContactFact contact,
          directory_.ContactOn(tenant, check_in.student, today, call.deadline()));
      around.teacher = contact.teacher;
    }
    const Around& around = known[check_in.placement];
    v1::CheckIn proto = ToProto(tenant, check_in, ViewerOf(call.caller().role));
    const PersonId& teacher =
        check_in.meeting.has_value() ? check_in.meeting->teacher : around.teacher;
    if (!teacher.empty()) proto.set_teacher(PersonName(tenant, teacher));
    if (!around.supervisor.empty()) proto.set_supervisor(PersonName(tenant, around.supervisor));
    auto* labels = proto.mutable_labels();
    labels->set_student(around.labels.student);
    labels->set_programme(around.labels.programme);
    labels->set_organisation(around.labels.organisation);
    labels->set_supervisor(around.labels.supervisor);
    labels->set_teacher(around.labels.contact_person);
    DRIEHOEK_ASSIGN_OR_RETURN(*labels->mutable_second_teacher(),
                              Label(call, check_in.arrangement.second_teacher));
    for (std::size_t i = 0; i < check_in.disagreements.size(); ++i) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          *proto.mutable_disagreements(static_cast<int>(i))->mutable_resolver_label(),
          Label(call, check_in.disagreements[i].resolver));
    }
    view.push_back(std::move(proto));
  }
  return view;
}

}  // namespace driehoek::progress::checkin
