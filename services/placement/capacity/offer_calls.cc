// Calls on capacity offers.
#include <utility>

#include "absl/strings/str_cat.h"
#include "placement/capacity/capacity_handler.h"
#include "placement/capacity/capacity_proto.h"
#include "placement/capacity/offer_events.h"
#include "placement/capacity/policy.h"
#include "shared/base/field_checks.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::capacity {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";

absl::StatusOr<OfferQuery> ReadQuery(const v1::ListCapacityOffersRequest& request) {
  OfferQuery query;
  FieldViolations violations;
  query.organisation = OrganisationId(
      rpc::ReadIds(request.organisation(), kOrganisationPattern, "organisation", violations)[0]);
  query.workplace =
      WorkplaceId(rpc::ReadIds(request.workplace(), kWorkplacePattern, "workplace", violations)[1]);
  query.programme =
      ProgrammeId(rpc::ReadIds(request.programme(), kProgrammePattern, "programme", violations)[0]);
  if (request.has_from_date()) {
    query.from_date = rpc::ReadDay(request.from_date(), "from_date", violations);
  }
  if (request.has_to_date()) {
    query.to_date = rpc::ReadDay(request.to_date(), "to_date", violations);
  }
  CheckText(violations, "city", request.city(), 0, 100);
  query.city = request.city();
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<OfferState>(state, "states", violations));
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return query;
}

void AddMissing(absl::string_view field, FieldViolations& violations) {
  violations.Add(field, "REFERENCE_NOT_FOUND", "names nothing that is there");
}

}  // namespace

absl::StatusOr<CapacityHandler::Standing> CapacityHandler::StandingOf(const rpc::Call& call) const {
  Standing standing;
  DRIEHOEK_ASSIGN_OR_RETURN(standing.today,
                            parts_.directory.Today(call.tenant(), call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(standing.reach,
                            parts_.directory.Reach(call.caller(), standing.today, call.deadline()));
  return standing;
}

absl::StatusOr<CapacityOffer> CapacityHandler::LoadOffer(const rpc::Call& call,
                                                         const std::string& name) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName parsed, ResourceName::Parse(name, kOfferPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto offer, parts_.offers.Find(call.tenant(), CapacityOfferId(parsed.id()), call.deadline()));
  if (!offer.has_value()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const Standing standing, StandingOf(call));
  DRIEHOEK_RETURN_IF_ERROR(
      call.MayDo(kGetCapacityOffer, RelationsTo(*offer, standing.reach, standing.today)));
  return *std::move(offer);
}

absl::StatusOr<std::vector<v1::CapacityOffer>> CapacityHandler::View(
    const rpc::Call& call, const std::vector<CapacityOffer>& offers) const {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto taken, parts_.claims.Taken(call.tenant(), offers, call.now(), call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto places,
                            parts_.directory.Places(call.tenant(), offers, call.deadline()));
  std::vector<v1::CapacityOffer> view;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    v1::CapacityOffer proto = ToProto(call.tenant(), offers[i]);
    SetSeats(offers[i], taken[i], proto);
    SetLabels(offers[i], places[i], proto);
    if (call.caller().role == auth::Role::kStudent) HideFromStudents(proto);
    view.push_back(std::move(proto));
  }
  return view;
}

absl::StatusOr<v1::CapacityOffer> CapacityHandler::GetCapacityOffer(
    const rpc::Call& call, const v1::GetCapacityOfferRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const CapacityOffer offer, LoadOffer(call, request.name()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, {offer}));
  return std::move(view.front());
}

absl::StatusOr<v1::ListCapacityOffersResponse> CapacityHandler::ListCapacityOffers(
    const rpc::Call& call, const v1::ListCapacityOffersRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_ASSIGN_OR_RETURN(OfferQuery query, ReadQuery(request));
  DRIEHOEK_ASSIGN_OR_RETURN(const Standing standing, StandingOf(call));
  Narrow(call.NeededRelations(), standing.reach, standing.today, query);
  query.limit = page.size;
  query.cursor = page.cursor;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedOffers listed,
                            parts_.offers.List(call.tenant(), query, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto view, View(call, listed.items));
  v1::ListCapacityOffersResponse response;
  for (v1::CapacityOffer& offer : view) *response.add_capacity_offers() = std::move(offer);
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::Status CapacityHandler::CheckReferences(const rpc::Call& call, const ReachFact& reach,
                                              CapacityOffer& offer,
                                              FieldViolations& violations) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto places,
                            parts_.directory.Places(call.tenant(), {offer}, call.deadline()));
  const PlaceFact& place = places.front();
  // An organisation out of the caller's reach is not there for an offer either.
  const bool is_within_reach =
      call.MayDo(kGetCapacityOffer, RelationsTo(offer.organisation, reach)).ok();
  if (!place.has_workplace || !is_within_reach) {
    AddMissing("workplace", violations);
  } else if (!offer.supervisor.empty() && !place.has_supervisor) {
    AddMissing("supervisor", violations);
  } else if (!offer.supervisor.empty() && !place.supervisor_is_on_floor) {
    violations.Add("supervisor", "NOT_ON_THE_FLOOR", "must supervise on the floor (R19)");
  }
  for (std::size_t i = 0; i < offer.shares.size(); ++i) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const bool is_there,
        parts_.directory.HasProgramme(call.tenant(), offer.shares[i].programme, call.deadline()));
    if (!is_there) AddMissing(absl::StrCat("shares[", i, "].programme"), violations);
  }
  offer.organisation_name = place.organisation_name;
  offer.shown_city = offer.city.empty() ? place.city : offer.city;
  return absl::OkStatus();
}

absl::StatusOr<v1::CapacityOffer> CapacityHandler::CreateCapacityOffer(
    const rpc::Call& call, const v1::CreateCapacityOfferRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  CapacityOffer offer{.id = CapacityOfferId(parts_.ids.NewId()),
                      .create_time = call.now(),
                      .update_time = call.now()};
  FieldViolations violations("capacity_offer");
  FromProto(request.capacity_offer(), offer, violations);
  Check(offer, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(const Standing standing, StandingOf(call));
  DRIEHOEK_RETURN_IF_ERROR(CheckReferences(call, standing.reach, offer, violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return CommitOffer(call, std::move(offer), 0, "capacity.offered");
}

absl::StatusOr<v1::CapacityOffer> CapacityHandler::UpdateCapacityOffer(
    const rpc::Call& call, const v1::UpdateCapacityOfferRequest& request) const {
  const v1::CapacityOffer& update = request.capacity_offer();
  DRIEHOEK_ASSIGN_OR_RETURN(CapacityOffer offer, LoadOffer(call, update.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(update.etag(), offer.version, rpc::EtagRule::kOptional));
  if (offer.state == OfferState::kWithdrawn) {
    return Error(absl::StatusCode::kFailedPrecondition, "OFFER_WITHDRAWN",
                 "the offer is withdrawn");
  }
  v1::CapacityOffer merged = ToProto(call.tenant(), offer);
  DRIEHOEK_RETURN_IF_ERROR(rpc::ApplyMask(request.update_mask(), update, merged));
  FieldViolations violations("capacity_offer");
  FromProto(merged, offer, violations);
  Check(offer, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(const Standing standing, StandingOf(call));
  DRIEHOEK_RETURN_IF_ERROR(CheckReferences(call, standing.reach, offer, violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  offer.update_time = call.now();
  const std::int64_t before = offer.version;
  return CommitOffer(call, std::move(offer), before, "capacity.changed");
}

absl::StatusOr<v1::CapacityOffer> CapacityHandler::WithdrawCapacityOffer(
    const rpc::Call& call, const v1::WithdrawCapacityOfferRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(CapacityOffer offer, LoadOffer(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), offer.version));
  const std::int64_t before = offer.version;
  DRIEHOEK_ASSIGN_OR_RETURN(offer, Withdraw(std::move(offer), call.now()));
  return CommitOffer(call, std::move(offer), before, "capacity.changed");
}

absl::StatusOr<v1::CapacityOffer> CapacityHandler::CommitOffer(const rpc::Call& call,
                                                               CapacityOffer offer,
                                                               std::int64_t before,
                                                               absl::string_view event) const {
  offer.version = before + 1;
  DRIEHOEK_ASSIGN_OR_RETURN(const auto view, View(call, {offer}));
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  const std::string name = OfferName(call.tenant(), offer.id);
  events::CommitPlan plan = call.NewPlan(name, NameOf(offer.state));
  plan.writes = {{name, before}};
  plan.events = {OfferEvent(event, name)};
  plan.response = view.front().SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string answer,
      parts_.change_log.Commit(
          call.tenant(), plan, call.deadline(),
          [&](storage::TenantTransaction& transaction) -> absl::Status {
            if (before > 0) {
              DRIEHOEK_RETURN_IF_ERROR(SqlOfferStore::Lock(transaction, offer.id).status());
              DRIEHOEK_ASSIGN_OR_RETURN(const auto claimed,
                                        SeatClaims::Claimed(transaction, offer.id, call.now()));
              DRIEHOEK_RETURN_IF_ERROR(CheckCoversClaims(offer, claimed));
            }
            return SqlOfferStore::Put(transaction, offer);
          }));
  v1::CapacityOffer proto;
  proto.ParseFromString(answer);
  return proto;
}

}  // namespace driehoek::capacity
