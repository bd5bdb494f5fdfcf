#include "progress/rhythm/hours_handler.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "progress/rhythm/rhythm_policy.h"
#include "progress/rhythm/rhythm_proto.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/field_reading.h"
#include "shared/rpc/wire.h"

namespace driehoek::progress::rhythm {
namespace {

constexpr absl::string_view kInstitutionPattern = "institutions/{institution}";
constexpr absl::string_view kSummaryPattern =
    "institutions/{institution}/placements/{placement}/hoursSummary";

// The days of a request; an id that the client did not give is made.
std::vector<DayWish> ReadDays(const v1::WriteHoursRequest& request, IdSource& ids,
                              FieldViolations& violations) {
  std::vector<DayWish> wishes;
  for (int i = 0; i < request.days_size(); ++i) {
    const std::string path = absl::StrCat("days[", i, "]");
    const v1::HoursOfDay& day = request.days(i);
    DayWish wish = FromProto(day.hours_entry(), path + ".hours_entry", violations);
    if (!day.hours_entry_id().empty() && !IsUuid(day.hours_entry_id())) {
      violations.Add(path + ".hours_entry_id", "ID_MALFORMED", "must be a UUID in lower case");
    }
    wish.id = HoursId(day.hours_entry_id().empty() ? ids.NewId() : day.hours_entry_id());
    wishes.push_back(std::move(wish));
  }
  return wishes;
}

// The etags that the client gave for days that are there. ABORTED / STALE_ETAG.
absl::Status CheckEtags(const v1::WriteHoursRequest& request, const std::vector<DayWish>& wishes,
                        const std::vector<HoursEntry>& present) {
  for (int i = 0; i < request.days_size(); ++i) {
    const std::string& etag = request.days(i).hours_entry().etag();
    const auto found = std::find_if(present.begin(), present.end(), [&](const HoursEntry& entry) {
      return entry.day == wishes[i].day;
    });
    const std::int64_t version = found == present.end() ? 0 : found->version;
    DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(etag, version, rpc::EtagRule::kOptional));
  }
  return absl::OkStatus();
}

bool IsAsBefore(const HoursEntry& entry, const std::vector<HoursEntry>& present) {
  return std::any_of(present.begin(), present.end(), [&](const HoursEntry& other) {
    return other.id == entry.id && other.version == entry.version;
  });
}

}  // namespace

template <typename Response>
absl::StatusOr<Response> HoursHandler::Commit(const rpc::Call& call,
                                              const std::vector<HoursEntry>& present,
                                              const std::vector<HoursEntry>& after,
                                              absl::string_view event) const {
  Response response;
  const std::string placement = PlacementName(call.tenant(), after.front().placement);
  events::CommitPlan plan = call.NewPlan(placement);
  std::vector<HoursEntry> changed;
  for (const HoursEntry& entry : after) {
    const v1::HoursEntry& view = *response.add_hours_entries() = ToProto(call.tenant(), entry);
    if (IsAsBefore(entry, present)) continue;
    plan.writes.push_back({view.name(), entry.version - 1});
    AddEvent(event, view.name(), placement, plan);
    changed.push_back(entry);
  }
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  plan.response = response.SerializeAsString();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string stored,
      parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                               [&](storage::TenantTransaction& transaction) {
                                 for (const HoursEntry& entry : changed) {
                                   DRIEHOEK_RETURN_IF_ERROR(SqlHoursStore::Put(transaction, entry));
                                 }
                                 return absl::OkStatus();
                               }));
  response.ParseFromString(stored);
  return response;
}

absl::StatusOr<v1::WriteHoursResponse> HoursHandler::WriteOnce(
    const rpc::Call& call, const v1::WriteHoursRequest& request, const std::vector<DayWish>& wishes,
    const PlacementFact& placement) const {
  std::vector<absl::CivilDay> days;
  std::vector<HoursId> ids;
  for (const DayWish& wish : wishes) {
    days.push_back(wish.day);
    ids.push_back(wish.id);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const auto present, parts_.store.OnDays(call.tenant(), placement.id, days, call.deadline()));
  DRIEHOEK_RETURN_IF_ERROR(CheckEtags(request, wishes, present));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto after, Write(wishes, present, placement, call.now()));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto of_ids,
                            parts_.store.FindAll(call.tenant(), ids, call.deadline()));
  for (const HoursEntry& entry : of_ids) {
    const auto wish = std::find_if(wishes.begin(), wishes.end(),
                                   [&](const DayWish& one) { return one.id == entry.id; });
    if (entry.placement == placement.id && wish->day == entry.day) continue;
    return Error(absl::StatusCode::kAlreadyExists, "HOURS_ID_TAKEN",
                 "an id belongs to another day or placement");
  }
  return Commit<v1::WriteHoursResponse>(call, present, after, "hours.written");
}

absl::StatusOr<v1::WriteHoursResponse> HoursHandler::WriteHours(
    const rpc::Call& call, const v1::WriteHoursRequest& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations;
  const std::vector<DayWish> wishes = ReadDays(request, parts_.ids, violations);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PlacementFact placement,
      reading_.LoadReferred(call, request.placement(), "placement", violations));
  DRIEHOEK_ASSIGN_OR_RETURN(const absl::CivilDay today, reading_.Today(call));
  Check(wishes, placement, today, violations);
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  return AgainAfterRace<v1::WriteHoursResponse>(
      [&] { return WriteOnce(call, request, wishes, placement); });
}

absl::StatusOr<v1::HoursEntry> HoursHandler::WithdrawHours(
    const rpc::Call& call, const v1::WithdrawHoursRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name,
                            ResourceName::Parse(request.name(), kHoursPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(
      auto found, parts_.store.FindAll(call.tenant(), {HoursId(name.id())}, call.deadline()));
  if (found.empty()) return auth::NotFound();
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement,
                            reading_.LoadAllowed(call, found.front().placement));
  DRIEHOEK_RETURN_IF_ERROR(rpc::CheckEtag(request.etag(), found.front().version));
  DRIEHOEK_ASSIGN_OR_RETURN(HoursEntry after, Withdraw(found.front(), placement, call.now()));
  const v1::HoursEntry view = ToProto(call.tenant(), after);
  events::CommitPlan plan = call.NewPlan(view.name());
  plan.writes.push_back({view.name(), after.version - 1});
  AddEvent("hours.withdrawn", view.name(), view.placement(), plan);
  plan.response = view.SerializeAsString();
  DRIEHOEK_RETURN_IF_ERROR(call.StillWanted());
  DRIEHOEK_ASSIGN_OR_RETURN(const std::string stored,
                            parts_.change_log.Commit(call.tenant(), plan, call.deadline(),
                                                     [&](storage::TenantTransaction& transaction) {
                                                       return SqlHoursStore::Put(transaction,
                                                                                 after);
                                                     }));
  v1::HoursEntry proto;
  proto.ParseFromString(stored);
  return proto;
}

absl::StatusOr<v1::ListHoursResponse> HoursHandler::ListHours(
    const rpc::Call& call, const v1::ListHoursRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  FieldViolations violations;
  HoursQuery query{.limit = page.size, .cursor = page.cursor};
  for (const int state : request.states()) {
    query.states.push_back(rpc::ReadEnum<HoursState>(state, "states", violations));
  }
  if (request.has_from_date()) {
    query.from = rpc::ReadDay(request.from_date(), "from_date", violations);
  }
  if (request.has_to_date()) query.to = rpc::ReadDay(request.to_date(), "to_date", violations);
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PlacementFact placement,
      reading_.LoadReferred(call, request.placement(), "placement", violations));
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  query.placement = placement.id;
  DRIEHOEK_ASSIGN_OR_RETURN(const ListedHours listed,
                            parts_.store.List(call.tenant(), query, call.deadline()));
  v1::ListHoursResponse response;
  for (const HoursEntry& entry : listed.items) {
    *response.add_hours_entries() = ToProto(call.tenant(), entry);
  }
  if (!listed.items.empty()) call.RecordRead(request.placement(), placement.student);
  response.set_next_page_token(rpc::MakePageToken(request, listed.next_cursor));
  return response;
}

absl::StatusOr<v1::HoursSummary> HoursHandler::GetHoursSummary(
    const rpc::Call& call, const v1::GetHoursSummaryRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const ResourceName name,
                            ResourceName::Parse(request.name(), kSummaryPattern));
  DRIEHOEK_ASSIGN_OR_RETURN(const PlacementFact placement,
                            reading_.LoadAllowed(call, PlacementId(name.id())));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto entries,
                            parts_.store.OfPlacement(call.tenant(), placement.id, call.deadline()));
  call.RecordRead(request.name(), placement.student);
  return ToProto(call.tenant(), placement.id, AddUp(entries));
}

template <typename Request>
absl::StatusOr<std::vector<HoursEntry>> HoursHandler::LoadSeen(const rpc::Call& call,
                                                               const Request& request) const {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), kInstitutionPattern, "parent").status());
  FieldViolations violations;
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PlacementFact placement,
      reading_.LoadReferred(call, request.placement(), "placement", violations));
  if (request.seen().empty() || request.seen_size() > kMostConfirmedAtOnce) {
    violations.Add("seen", "DAYS_OUT_OF_RANGE", "must be 1 to 100 entries");
    return violations.ToStatus();
  }
  std::vector<HoursId> ids;
  for (int i = 0; i < request.seen_size(); ++i) {
    const std::string field = absl::StrCat("seen[", i, "].name");
    const HoursId id(rpc::ReadIds(request.seen(i).name(), kHoursPattern, field, violations)[0]);
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) {
      violations.Add(field, "DUPLICATE", "is in the request twice");
    }
    ids.push_back(id);
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  DRIEHOEK_ASSIGN_OR_RETURN(const auto found,
                            parts_.store.FindAll(call.tenant(), ids, call.deadline()));
  std::vector<HoursEntry> entries;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto entry = std::find_if(found.begin(), found.end(), [&](const HoursEntry& one) {
      return one.id == ids[i] && one.placement == placement.id;
    });
    if (entry == found.end()) {
      violations.Add(absl::StrCat("seen[", i, "].name"), "REFERENCE_NOT_FOUND",
                     "names no hours of this placement");
      continue;
    }
    entries.push_back(*entry);
  }
  DRIEHOEK_RETURN_IF_ERROR(violations.ToStatus());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    DRIEHOEK_RETURN_IF_ERROR(
        rpc::CheckEtag(request.seen(static_cast<int>(i)).etag(), entries[i].version));
  }
  return entries;
}

absl::StatusOr<v1::ConfirmHoursResponse> HoursHandler::ConfirmHours(
    const rpc::Call& call, const v1::ConfirmHoursRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto present, LoadSeen(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto after, Confirm(present, call.caller().person, call.now()));
  return Commit<v1::ConfirmHoursResponse>(call, present, after, "hours.confirmed");
}

absl::StatusOr<v1::DisputeHoursResponse> HoursHandler::DisputeHours(
    const rpc::Call& call, const v1::DisputeHoursRequest& request) const {
  DRIEHOEK_ASSIGN_OR_RETURN(const auto present, LoadSeen(call, request));
  DRIEHOEK_ASSIGN_OR_RETURN(const auto after,
                            Dispute(present, request.reason(), call.caller().person, call.now()));
  return Commit<v1::DisputeHoursResponse>(call, present, after, "hours.disputed");
}

}  // namespace driehoek::progress::rhythm
