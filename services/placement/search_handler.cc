// What PlacementService does while a workplace is looked for: proposals, what is said of them, and
// the count of those who have none.
#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "placement/forecast.h"
#include "placement/placement_handler.h"
#include "placement/placement_proto.h"
#include "placement/policy.h"
#include "placement/search.h"
#include "shared/base/field_checks.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::placement {
namespace {

constexpr int kDefaultForecastDays = 26 * 7;
constexpr int kLongestForecastYears = 2;

// A second try takes the organisation that somebody else stored under the same number meanwhile.
constexpr int kTries = 2;

// STUDENT_PROPOSED unless said otherwise. A student does not speak for the office or a round.
Origin ReadProposedOrigin(int number, auth::Role role, FieldViolations& violations) {
  const Origin origin = ReadOrigin(number, violations).value_or(Origin::kStudentProposed);
  const bool is_ours = origin == Origin::kPracticeOffice || origin == Origin::kMatchingRound;
  if (role == auth::Role::kStudent && is_ours) {
    violations.Add("origin", "ORIGIN_NOT_ALLOWED", "is for the practice office to say");
  }
  return origin;
}

FoundPlace ReadFound(const v1::ProposeWorkplaceRequest::FoundWorkplace& proto) {
  return {.organisation_display_name = proto.organisation_display_name(),
          .kvk_number = proto.kvk_number(),
          .city = proto.city(),
          .workplace_display_name = proto.workplace_display_name()};
}

struct Days {
  absl::CivilDay first;
  absl::CivilDay last;
};

absl::StatusOr<Days> ReadDays(const v1::ForecastShortfallRequest& request, absl::CivilDay today) {
  FieldViolations violations;
  Days days;
  days.first =
      request.has_from_date() ? rpc::ReadDay(request.from_date(), "from_date", violations) : today;
  days.last = request.has_to_date() ? rpc::ReadDay(request.to_date(), "to_date", violations)
                                    : days.first + kDefaultForecastDays;
  const absl::CivilDay latest(days.first.year() + kLongestForecastYears, days.first.month(),
                              days.first.day());
  if (days.last < days.first) {
    violations.Add("to_date", "END_BEFORE_START", "must not lie before from_date");
  } else if (days.last > latest) {
    violations.Add("to_date", "PERIOD_TOO_LONG", "must lie at most 2 years after from_date");
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return days;
}

// Says of students and seats which region they are in.
absl::Status FindRegions(const rpc::Call& call, DirectoryFacts& directory,
                         std::vector<StartingStudent>& students,
                         std::vector<OpenSeats>& open_seats) {
  std::vector<EnrolmentId> enrolments;
  for (const StartingStudent& starting : students) enrolments.push_back(starting.enrolment);
  std::vector<WorkplaceId> workplaces;
  for (const OpenSeats& open : open_seats) workplaces.push_back(open.workplace);
  DRIEHOEK_ASSIGN_OR_RETURN(auto looked_in,
                            directory.RegionsOf(call.tenant(), enrolments, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(auto lying_in,
                            directory.RegionsOf(call.tenant(), workplaces, call.deadline()));
  for (std::size_t i = 0; i < students.size(); ++i) students[i].region = std::move(looked_in[i]);
  for (std::size_t i = 0; i < open_seats.size(); ++i) open_seats[i].region = std::move(lying_in[i]);
  return absl::OkStatus();
}

v1::ForecastShortfallResponse::Row ToProto(const TenantId& tenant, const ForecastRow& row,
                                           absl::string_view programme_label,
                                           absl::CivilDay today) {
  v1::ForecastShortfallResponse::Row proto;
  proto.set_programme_variant(VariantName(tenant, row.programme, row.programme_variant));
  proto.set_programme_display_name(std::string(programme_label));
  proto.set_variant(static_cast<v1::ProgrammeVariant::Variant>(rpc::EnumNumber(row.variant)));
  proto.set_funding(static_cast<v1::ProgrammeVariant::Funding>(rpc::EnumNumber(row.funding)));
  *proto.mutable_week_date() = rpc::ToProto(row.week_date);
  proto.set_weeks_to_start(WeeksUntil(row.week_date, today));
  proto.set_student_count(row.student_count);
  proto.set_searching_count(row.searching_count);
  proto.set_free_seat_count(row.free_seat_count);
  proto.set_shortfall_count(row.shortfall_count);
  proto.set_region(row.region);
  return proto;
}

}  // namespace

absl::StatusOr<v1::Placement> PlacementHandler::ProposeWorkplace(
    const rpc::Call& call, const v1::ProposeWorkplaceRequest& request) const {
  FieldViolations violations;
  const Origin origin = ReadProposedOrigin(request.origin(), call.caller().role, violations);
  const auto ids = rpc::ReadIds(request.workplace(), kWorkplacePattern, "workplace", violations);
  if (request.workplace().empty() && !request.has_found()) {
    violations.Add("workplace", "PLACE_MISSING", "either this or `found` says which workplace");
  } else if (!request.workplace().empty() && request.has_found()) {
    violations.Add("found", "PLACE_TWICE", "either this or `workplace` is given");
  }
  const FoundPlace found = ReadFound(request.found());
  if (request.has_found()) Check(found, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Placement before, Load(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(Authorise(call, before));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), before.version));
  if (request.has_found()) return ProposeFound(call, before, found, origin);
  const Proposal proposal{OrganisationId(ids[0]), WorkplaceId(ids[1]), origin};
  Placement wished = before;
  wished.organisation = proposal.organisation;
  wished.workplace = proposal.workplace;
  DRIEHOEK_ASSIGN_OR_RETURN(const PlaceFact place,
                            parts_.directory.Place(call.tenant(), wished, call.deadline()));
  DRIEHOEK_ASSIGN_OR_RETURN(PlacementChange change, Propose(before, proposal, place, call.now()));
  return Commit(call, std::move(change), before, {});
}

absl::StatusOr<v1::Placement> PlacementHandler::ProposeFound(const rpc::Call& call,
                                                             const Placement& before,
                                                             const FoundPlace& found,
                                                             Origin origin) const {
  for (int tries = 1;; ++tries) {
    DRIEHOEK_ASSIGN_OR_RETURN(const NewPlace place,
                              parts_.places.Prepare(call.tenant(), found, call.deadline()));
    DRIEHOEK_ASSIGN_OR_RETURN(PlacementChange change,
                              Propose(before, {place.organisation, place.workplace, origin},
                                      {.has_workplace = true}, call.now()));
    auto answer = Commit(call, std::move(change), before, {.place = &place});
    if (ReasonOf(answer.status()) != "UNIQUE_VIOLATION" || tries == kTries) return answer;
  }
}

absl::StatusOr<v1::Placement> PlacementHandler::ScreenPlacement(
    const rpc::Call& call, const v1::ScreenPlacementRequest& request) const {
  FieldViolations violations;
  const bool is_suitable = request.decision() == v1::ScreenPlacementRequest::SUITABLE;
  if (!is_suitable && request.decision() != v1::ScreenPlacementRequest::UNSUITABLE) {
    violations.Add("decision", "FIELD_MISSING", "must be one of the known values");
  }
  CheckText(violations, "reason", request.reason(), is_suitable ? 0 : 1, 1000, TextKind::kBlock);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const Placement before, Load(call, request.name()));
  DRIEHOEK_RETURN_IF_ERROR(Authorise(call, before));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), before.version));
  DRIEHOEK_ASSIGN_OR_RETURN(PlacementChange change,
                            is_suitable ? FindSuitable(before, call.now())
                                        : FindUnsuitable(before, request.reason(), call.now()));
  return Commit(call, std::move(change), before,
                {.reason = is_suitable ? "suitable" : "unsuitable"});
}

absl::StatusOr<v1::ForecastShortfallResponse> PlacementHandler::ForecastShortfall(
    const rpc::Call& call, const v1::ForecastShortfallRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, Today(call));
  DRIEHOEK_ASSIGN_OR_RETURN(const Days days, ReadDays(request, today));
  v1::ForecastShortfallResponse response;
  PlacementQuery reach;
  if (!Narrow(call.NeededRelations(), call.caller(), {}, reach)) return response;
  DRIEHOEK_ASSIGN_OR_RETURN(auto students,
                            parts_.store.StartingBetween(call.tenant(), days.first, days.last,
                                                         reach.programmes, call.deadline()));
  std::vector<OpenSeats> open_seats;
  if (parts_.free_seats != nullptr) {
    DRIEHOEK_ASSIGN_OR_RETURN(open_seats,
                              parts_.free_seats->Between(call.tenant(), WeekOf(days.first),
                                                         WeekOf(days.last) + 6, call.deadline()));
  }
  if (request.by_region()) {
    DRIEHOEK_RETURN_IF_ERROR(FindRegions(call, parts_.directory, students, open_seats));
  }
  std::map<VariantId, std::string> labels;
  for (const ForecastRow& row : Forecast(students, open_seats)) {
    const auto [label, is_new] = labels.try_emplace(row.programme_variant);
    if (is_new) {
      DRIEHOEK_ASSIGN_OR_RETURN(
          label->second,
          parts_.directory.ProgrammeLabel(call.tenant(), row.programme_variant, call.deadline()));
    }
    *response.add_rows() = ToProto(call.tenant(), row, label->second, today);
  }
  const auto order = [](const auto& row) {
    return std::make_tuple(rpc::FromProto(row.week_date(), "week_date").value(),
                           row.programme_display_name(), row.variant(), row.funding(),
                           row.programme_variant());
  };
  // Stable: the regions of one variant and week stay in their order.
  std::stable_sort(response.mutable_rows()->begin(), response.mutable_rows()->end(),
                   [&](const auto& a, const auto& b) { return order(a) < order(b); });
  return response;
}

}  // namespace driehoek::placement
