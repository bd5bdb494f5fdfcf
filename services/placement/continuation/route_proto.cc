#include "placement/continuation/route_proto.h"

#include "absl/strings/str_cat.h"
#include "placement/placement_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement::continuation {
namespace {

using rpc::EnumNumber;
using rpc::ReadEnum;
using rpc::ReadIds;
using Proto = v1::ContinuationRoute;

constexpr absl::string_view kWorkplacePattern =
    "institutions/{institution}/organisations/{organisation}/workplaces/{workplace}";

Proto::WorkplaceFit::Scan ToProto(ScanFound found) {
  switch (found) {
    case ScanFound::kNone:
      return Proto::WorkplaceFit::SCAN_UNSPECIFIED;
    case ScanFound::kValid:
      return Proto::WorkplaceFit::VALID;
    case ScanFound::kExpired:
      return Proto::WorkplaceFit::EXPIRED;
    case ScanFound::kUnfit:
      return Proto::WorkplaceFit::UNFIT;
  }
  return Proto::WorkplaceFit::SCAN_UNSPECIFIED;
}

std::string WorkplaceName(const TenantId& tenant, const OfferedWorkplace& offered) {
  return absl::StrCat(MakeName(tenant, "organisations", offered.organisation.value()),
                      "/workplaces/", offered.workplace.value());
}

}  // namespace

std::string RouteName(const TenantId& tenant, const RouteId& id) {
  return MakeName(tenant, "continuationRoutes", id.value());
}

Proto::WorkplaceFit ToProto(const TenantId& tenant, const OfferedWorkplace& offered) {
  Proto::WorkplaceFit proto;
  proto.set_workplace(WorkplaceName(tenant, offered));
  proto.set_workplace_display_name(offered.workplace_name);
  proto.set_organisation_display_name(offered.organisation_name);
  proto.set_sector_matches(offered.sector_matches);
  proto.set_same_city(offered.same_city);
  proto.set_supervisor_places_left(offered.supervisor_places_left);
  proto.set_scan(ToProto(offered.scan));
  proto.set_score(offered.score);
  return proto;
}

Proto ToProto(const TenantId& tenant, const Route& route) {
  Proto proto;
  proto.set_name(RouteName(tenant, route.id));
  proto.set_placement(PlacementName(tenant, route.placement));
  proto.set_ground(static_cast<Proto::Ground>(EnumNumber(route.ground)));
  proto.set_reason(route.reason);
  proto.set_opener(PersonName(tenant, route.opener));
  *proto.mutable_open_time() = rpc::ToProto(route.open_time);
  *proto.mutable_due_date() = rpc::ToProto(route.due_date);
  proto.set_state(static_cast<Proto::State>(EnumNumber(route.state)));
  for (const Option& option : route.options) {
    auto* wire = proto.add_options();
    wire->set_id(option.id);
    wire->set_kind(static_cast<Proto::OptionKind>(EnumNumber(option.kind)));
    for (const OfferedWorkplace& offered : option.workplaces) {
      wire->add_workplaces(WorkplaceName(tenant, offered));
      *wire->add_fits() = ToProto(tenant, offered);
    }
    for (const std::string& code : option.outcome_codes) wire->add_outcome_codes(code);
    wire->set_note(option.note);
  }
  proto.set_chosen_option(route.chosen_option);
  for (const PlacementId& id : route.new_placements) {
    proto.add_new_placements(PlacementName(tenant, id));
  }
  proto.set_close_note(route.close_note);
  *proto.mutable_update_time() = rpc::ToProto(route.update_time);
  proto.set_etag(rpc::Etag(route.version));
  return proto;
}

void SetLabels(const Labels& labels, Proto& proto) {
  auto* wire = proto.mutable_labels();
  wire->set_student(labels.student);
  wire->set_programme(labels.programme);
  wire->set_organisation(labels.organisation);
  wire->set_workplace(labels.workplace);
}

void FromProto(const Proto& proto, Route& route, FieldViolations& violations) {
  route.placement =
      PlacementId(ReadIds(proto.placement(), kPlacementPattern, "placement", violations)[0]);
  route.ground = ReadEnum<Ground>(proto.ground(), "ground", violations);
  route.reason = proto.reason();
}

std::vector<Option> OptionsFromProto(
    const google::protobuf::RepeatedPtrField<Proto::Option>& protos, FieldViolations& violations) {
  std::vector<Option> options;
  for (const auto& wire : protos) {
    const std::string at = absl::StrCat("options[", options.size(), "].");
    Option option{.kind = ReadEnum<OptionKind>(wire.kind(), at + "kind", violations),
                  .outcome_codes = {wire.outcome_codes().begin(), wire.outcome_codes().end()},
                  .note = wire.note()};
    for (const std::string& name : wire.workplaces()) {
      const auto ids =
          ReadIds(name, kWorkplacePattern,
                  absl::StrCat(at, "workplaces[", option.workplaces.size(), "]"), violations);
      option.workplaces.push_back(
          {.organisation = OrganisationId(ids[0]), .workplace = WorkplaceId(ids[1])});
    }
    options.push_back(std::move(option));
  }
  return options;
}

}  // namespace driehoek::placement::continuation
