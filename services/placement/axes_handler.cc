// What PlacementService counts on the two axes of R4.
#include <algorithm>
#include <tuple>

#include "placement/axes.h"
#include "placement/placement_handler.h"
#include "placement/placement_proto.h"
#include "placement/policy.h"
#include "shared/base/field_checks.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement {
namespace {

absl::StatusOr<AxesQuery> ReadQuery(const v1::GetAxesDistributionRequest& request) {
  FieldViolations violations;
  AxesQuery query;
  if (request.has_from_date()) {
    query.first = rpc::ReadDay(request.from_date(), "from_date", violations);
  }
  if (request.has_to_date()) query.last = rpc::ReadDay(request.to_date(), "to_date", violations);
  if (query.first && query.last && *query.last < *query.first) {
    violations.Add("to_date", "END_BEFORE_START", "must not lie before from_date");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

v1::GetAxesDistributionResponse::Row ToProto(const TenantId& tenant, const AxesRow& row,
                                             const std::string& programme_label) {
  v1::GetAxesDistributionResponse::Row proto;
  proto.set_programme_variant(VariantName(tenant, row.programme, row.programme_variant));
  proto.set_programme_display_name(programme_label);
  proto.set_variant(static_cast<v1::ProgrammeVariant::Variant>(rpc::EnumNumber(row.variant)));
  proto.set_funding(static_cast<v1::ProgrammeVariant::Funding>(rpc::EnumNumber(row.funding)));
  proto.set_placement_count(row.placement_count);
  proto.set_unsaid_count(row.unsaid_count);
  for (const AxesRow::Cell& cell : row.cells) {
    auto& added = *proto.add_cells();
    added.set_collaboration_level(cell.collaboration_level);
    added.set_authenticity_level(cell.authenticity_level);
    added.set_placement_count(cell.placement_count);
  }
  return proto;
}

}  // namespace

absl::StatusOr<v1::GetAxesDistributionResponse> PlacementHandler::GetAxesDistribution(
    const rpc::Call& call, const v1::GetAxesDistributionRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(AxesQuery query, ReadQuery(request));
  v1::GetAxesDistributionResponse response;
  PlacementQuery reach;
  if (!Narrow(call.NeededRelations(), call.caller(), {}, reach)) return response;
  query.programmes = reach.programmes;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto counted,
                            parts_.store.CountAxes(call.tenant(), query, call.deadline()));
  for (const AxesRow& row : DistributeOverAxes(counted)) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const std::string label,
        parts_.directory.ProgrammeLabel(call.tenant(), row.programme_variant, call.deadline()));
    *response.add_rows() = ToProto(call.tenant(), row, label);
  }
  const auto order = [](const auto& row) {
    return std::make_tuple(row.programme_display_name(), row.variant(), row.funding(),
                           row.programme_variant());
  };
  std::sort(response.mutable_rows()->begin(), response.mutable_rows()->end(),
            [&](const auto& a, const auto& b) { return order(a) < order(b); });
  return response;
}

}  // namespace driehoek::placement
